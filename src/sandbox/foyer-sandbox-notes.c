/* SPDX-License-Identifier: GPL-3.0-or-later */
/* crm?action=getLeadNoteList and addOrUpdateLeadNote. */
#include "foyer-sandbox-notes.h"

#include "foyer-sandbox-page.h"
#include "foyer-sandbox-params.h"
#include "foyer-sandbox-rows.h"
#include "foyer-sandbox-tables.h"

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

/* Its totalResults is that of the page, as in the samples the platform published. */
FoyerSandboxReply *
foyer_sandbox_answer_notes (FoyerSandboxCall *call)
{
  FoyerSandboxPage page;
  FoyerSandboxWriter writer;
  FoyerSandboxReply *refusal = judge_lead_id (call);
  g_autoptr (GArray) ids = NULL;
  gint64 lead_id, from, to;

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
