/* SPDX-License-Identifier: GPL-3.0-or-later */
/* crm?action=getLeadNoteList and addOrUpdateLeadNote. */
#include "foyer-sandbox-notes.h"

#include "foyer-sandbox-filter.h"
#include "foyer-sandbox-page.h"
#include "foyer-sandbox-params.h"
#include "foyer-sandbox-rows.h"
#include "foyer-sandbox-tables.h"

enum
{
  NOTE_ID,
  NOTE_CREATED,
  NOTE_MODIFIED,
};

static const FoyerSandboxField fields[] = {
  { "id", FOYER_SANDBOX_FIELD_ID, NOTE_ID },
  { "createdDate", FOYER_SANDBOX_FIELD_TIME, NOTE_CREATED },
  { "modifiedDate", FOYER_SANDBOX_FIELD_TIME, NOTE_MODIFIED },
};

static FoyerSandboxReply *
judge_lead_id (FoyerSandboxCall *call)
{
  gint64 lead_id;

  switch (foyer_sandbox_params_get_id (call->params, "leadId", &lead_id))
    {
    case FOYER_SANDBOX_ABSENT:
    case FOYER_SANDBOX_BLANK:
      return foyer_sandbox_reply_new_missing ("leadId");
    case FOYER_SANDBOX_WRONG:
      return foyer_sandbox_reply_new_invalid ("leadId", "It must be an integer above 0.");
    case FOYER_SANDBOX_GIVEN:
    default:
      break;
    }
  if (!foyer_sandbox_store_has_lead (call->store, lead_id))
    return foyer_sandbox_reply_new_refusal (FOYER_SANDBOX_BAD_REQUEST, FOYER_SANDBOX_NO_LEAD_OF_NOTE,
                                            "The lead does not exist", NULL);
  return NULL;
}

static gboolean
satisfies (const FoyerSandboxNote *note, const GArray *conditions)
{
  for (guint i = 0; i < conditions->len; i++)
    {
      const FoyerSandboxCondition *condition = &g_array_index (conditions, FoyerSandboxCondition, i);
      FoyerSandboxValue value = { .number = note->id };

      if (condition->field != NOTE_ID)
        value.number = condition->field == NOTE_CREATED ? note->created : note->modified;
      if (!foyer_sandbox_condition_holds (condition, &value))
        return FALSE;
    }
  return TRUE;
}

/* The first id that can satisfy the conditions: whoever goes on by id is not kept waiting for what came before. */
static gint64
find_first (const GArray *conditions)
{
  gint64 first = 1;

  for (guint i = 0; i < conditions->len; i++)
    {
      const FoyerSandboxCondition *condition = &g_array_index (conditions, FoyerSandboxCondition, i);

      if (condition->field == NOTE_ID && condition->operation == FOYER_SANDBOX_GREATERTHAN && !condition->is_null)
        first = MAX (first, condition->number);
    }
  return first;
}

static GArray *
list_notes (const FoyerSandboxStore *store, const GArray *conditions, const FoyerSandboxPage *page)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 position = 0;

  for (gint64 id = find_first (conditions); id <= store->last_note && (gint64) ids->len < page->per_page; id++)
    {
      g_autoptr (FoyerSandboxNote) note = foyer_sandbox_store_get_note (store, id);

      if (note != NULL && satisfies (note, conditions) && position++ >= page->start)
        g_array_append_val (ids, id);
    }
  return ids;
}

/* Nothing public says that the call answers without leadId, nor that it does not. */
static FoyerSandboxReply *
answer_all_notes (FoyerSandboxCall *call)
{
  FoyerSandboxPage page;
  FoyerSandboxWriter writer;
  FoyerSandboxReply *refusal = foyer_sandbox_page_parse (call->params, &page);
  g_autoptr (GArray) conditions = NULL;
  g_autoptr (GArray) ids = NULL;

  if (refusal != NULL)
    return refusal;
  conditions = foyer_sandbox_filter_parse (call->params, fields, G_N_ELEMENTS (fields), &refusal);
  if (conditions == NULL)
    return refusal;
  ids = list_notes (call->store, conditions, &page);
  foyer_sandbox_page_open (&page, &writer, ids->len, ids->len);
  for (guint i = 0; i < ids->len; i++)
    foyer_sandbox_row_write_note (&writer, call->store, g_array_index (ids, gint64, i));
  return foyer_sandbox_page_close (&writer);
}

/* Its totalResults is that of the page, as in the samples the platform published. */
FoyerSandboxReply *
foyer_sandbox_answer_notes (FoyerSandboxCall *call)
{
  FoyerSandboxPage page;
  FoyerSandboxWriter writer;
  FoyerSandboxReply *refusal;
  g_autoptr (GArray) ids = NULL;
  gint64 lead_id, from, to;

  if (call->store->all_notes && foyer_sandbox_params_get_id (call->params, "leadId", &lead_id) == FOYER_SANDBOX_ABSENT)
    return answer_all_notes (call);
  refusal = judge_lead_id (call);
  if (refusal == NULL)
    refusal = foyer_sandbox_page_parse (call->params, &page);
  if (refusal != NULL)
    return refusal;
  foyer_sandbox_params_get_id (call->params, "leadId", &lead_id);
  ids = foyer_sandbox_store_lead_notes (call->store, lead_id);
  from = MIN (page.start, (gint64) ids->len);
  to = MIN (from + page.per_page, (gint64) ids->len);
  foyer_sandbox_page_open (&page, &writer, to - from, to - from);
  for (gint64 i = from; i < to; i++)
    foyer_sandbox_row_write_note (&writer, call->store, g_array_index (ids, gint64, i));
  return foyer_sandbox_page_close (&writer);
}

FoyerSandboxReply *
foyer_sandbox_judge_note (FoyerSandboxCall *call)
{
  FoyerSandboxReply *refusal = judge_lead_id (call);
  g_autoptr (FoyerSandboxNote) note = NULL;
  gint64 id, lead_id;
  const char *text;

  if (refusal != NULL)
    return refusal;
  foyer_sandbox_params_get_id (call->params, "leadId", &lead_id);
  switch (foyer_sandbox_params_get_id (call->params, "id", &id))
    {
    case FOYER_SANDBOX_GIVEN:
      note = foyer_sandbox_store_get_note (call->store, id);
      if (note == NULL || note->lead_id != lead_id)
        return foyer_sandbox_reply_new_refusal (FOYER_SANDBOX_BAD_REQUEST, FOYER_SANDBOX_NO_SUCH_NOTE,
                                                "The note does not exist", NULL);
      break;
    case FOYER_SANDBOX_WRONG:
      return foyer_sandbox_reply_new_invalid ("id", "It must be an integer above 0.");
    case FOYER_SANDBOX_ABSENT:
    case FOYER_SANDBOX_BLANK:
    default:
      break;
    }
  switch (foyer_sandbox_params_get_text (call->params, "note", &text))
    {
    case FOYER_SANDBOX_ABSENT:
      return foyer_sandbox_reply_new_missing ("note");
    case FOYER_SANDBOX_BLANK:
      return foyer_sandbox_reply_new_refusal (FOYER_SANDBOX_BAD_REQUEST, FOYER_SANDBOX_INVALID_NOTE,
                                              "The note is invalid", "note: It must not be empty.");
    case FOYER_SANDBOX_WRONG:
      return foyer_sandbox_reply_new_invalid ("note", "It must be a text.");
    case FOYER_SANDBOX_GIVEN:
    default:
      return NULL;
    }
}

void
foyer_sandbox_reserve_note (FoyerSandboxCall *call)
{
  if (foyer_sandbox_params_get_id (call->params, "id", &call->ids.note) != FOYER_SANDBOX_GIVEN)
    call->ids.note = call->store->last_note + 1;
}

/* Notes are written by the first of the users, whose key it is. */
void
foyer_sandbox_apply_note (FoyerSandboxCall *call)
{
  FoyerSandboxNote *note = foyer_sandbox_store_get_note (call->store, call->ids.note);
  const char *text;

  if (note == NULL)
    {
      note = g_new0 (FoyerSandboxNote, 1);
      note->id = call->ids.note;
      note->user_id = foyer_sandbox_users[0].id;
      note->created = call->now;
      foyer_sandbox_params_get_id (call->params, "leadId", &note->lead_id);
    }
  foyer_sandbox_params_get_text (call->params, "note", &text);
  g_set_str (&note->text, text);
  note->modified = call->now;
  foyer_sandbox_store_put_note (call->store, note);
}

FoyerSandboxReply *
foyer_sandbox_answer_note (FoyerSandboxCall *call)
{
  return foyer_sandbox_reply_new_saved (call->ids.note, NULL);
}
