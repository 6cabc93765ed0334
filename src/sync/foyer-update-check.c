/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the lead an update is about just before it is written, and merges: what others changed elsewhere stays, the
 * same field is a conflict for a person (design.md, promise 3). */

#include "foyer-update-check.h"

#include "foyer-arrival.h"
#include "foyer-delivery.h"
#include "foyer-lead-merge.h"
#include "foyer-markup.h"

#define RECENTLY       60 /* seconds for which a list may not show yet what we wrote */
#define SHORTLY        2  /* seconds until such a list is asked again */
#define TIMES_NOT_SEEN 3  /* from which on a lead that is not listed is gone */

typedef struct
{
  FoyerOutboxRecord *record; /* owned */
  FoyerOutboxRecord *former; /* owned, nullable */
  FoyerLead *lead;           /* owned, nullable */
  FoyerLead *base;           /* owned, nullable */
  FoyerOutboxMove *move;     /* owned, nullable */
  GError *error;             /* owned, nullable */
} Check;

static void
check_free (gpointer data)
{
  Check *check = data;

  foyer_outbox_record_unref (check->record);
  g_clear_pointer (&check->former, foyer_outbox_record_unref);
  g_clear_object (&check->lead);
  g_clear_object (&check->base);
  g_clear_pointer (&check->move, foyer_outbox_move_free);
  g_clear_error (&check->error);
  g_free (check);
}

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* Tags are taken for what the platform wraps around a text; space is one kind of space. */
static char *
bare_text (const char *text)
{
  GString *bare = g_string_new (NULL);
  gboolean in_space = TRUE;
  gsize n_wasted = 0;

  while (*text != '\0')
    {
      gsize length = foyer_markup_get_wrapping (text, &n_wasted);

      if (length > 0)
        {
          text += length;
          continue;
        }
      if (!g_ascii_isspace (*text))
        {
          g_string_append_c (bare, *text);
          in_space = FALSE;
        }
      else if (!in_space)
        {
          g_string_append_c (bare, ' ');
          in_space = TRUE;
        }
      text++;
    }
  return g_string_free_and_steal (bare);
}

gboolean
foyer_update_check_same_field (FoyerLead *mine, FoyerLead *theirs, FoyerLeadField field)
{
  g_autofree char *bare_mine = NULL;
  g_autofree char *bare_theirs = NULL;

  if (foyer_lead_field_equal (mine, theirs, field))
    return TRUE;
  if (foyer_lead_field_get_info (field)->kind != FOYER_KIND_TEXT || !foyer_lead_is_known (mine, field)
      || !foyer_lead_is_known (theirs, field))
    return FALSE;
  if (foyer_arrival_same_text (foyer_lead_get_text (mine, field), foyer_lead_get_text (theirs, field)))
    return TRUE;
  bare_mine = bare_text (foyer_lead_get_text (mine, field));
  bare_theirs = bare_text (foyer_lead_get_text (theirs, field));
  return foyer_arrival_same_text (bare_mine, bare_theirs);
}

gboolean
foyer_update_check_may_lag (const FoyerOutboxRecord *former, FoyerLead *theirs)
{
  g_autoptr (FoyerLead) before = NULL;
  g_autoptr (FoyerLead) written = NULL;
  FoyerFieldSet changed;

  if (former == NULL || now () - former->closed > RECENTLY || former->closed > now ())
    return FALSE;
  if (theirs == NULL)
    return TRUE;
  before = foyer_outbox_record_unpack_base (former);
  written = foyer_outbox_record_unpack_lead (former);
  if (before == NULL)
    return FALSE;

  changed = foyer_lead_diff (written, before);
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if ((changed & FOYER_FIELD_BIT (field)) != 0 && foyer_lead_is_known (theirs, field)
        && !foyer_update_check_same_field (written, theirs, field)
        && foyer_update_check_same_field (before, theirs, field))
      return TRUE;
  return FALSE;
}

static void
put_off (Check *check, gint64 due, int code)
{
  FoyerOutboxAnswer answer = { .code = code, .field = FOYER_LEAD_NO_FIELD };

  check->move = foyer_outbox_move_new (check->record->uuid, FOYER_OUTBOX_LATER);
  check->move->due = due;
  check->move->looked = now ();
  foyer_outbox_move_set_answer (check->move, &answer);
}

/* One list that does not show it can be behind; several, with time between them, are not. */
static void
lead_is_not_listed (Check *check)
{
  FoyerOutboxAnswer answer = { .code = FOYER_ERROR_GONE, .field = FOYER_LEAD_NO_FIELD };

  if (foyer_update_check_may_lag (check->former, NULL) || check->record->answer.code != FOYER_ERROR_GONE
      || check->record->n_looks < TIMES_NOT_SEEN - 1)
    {
      put_off (check, foyer_delivery_due_after (check->record->n_looks + 1), FOYER_ERROR_GONE);
      return;
    }
  check->move = foyer_outbox_move_new (check->record->uuid, FOYER_OUTBOX_FOUND_GONE);
  foyer_outbox_move_set_answer (check->move, &answer);
}

static void
lead_was_not_read (Check *check)
{
  const GError *error = check->error;

  if (error->domain != FOYER_ERROR || error->code == FOYER_ERROR_KEYRING)
    return;
  if (error->code == FOYER_ERROR_NOT_SHOWN)
    {
      /* This row alone waits: the platform answers, and everything else goes on. */
      put_off (check, foyer_delivery_due_after (check->record->n_looks + 1), error->code);
      return;
    }
  check->move = foyer_outbox_move_new (check->record->uuid, foyer_delivery_event_for_read_error (error));
  check->move->due = foyer_error_get_retry_after (error) > 0
                         ? now () + MIN (foyer_error_get_retry_after (error), FOYER_BACKOFF_LARGEST)
                         : foyer_delivery_due_after (check->record->n_attempts + 1);
  foyer_delivery_answer_from_error (check->move, error);
}

/* Where the platform only wrote a text down in its own way, it is the text we know. */
static FoyerLead *
read_as_ours (FoyerLead *theirs, FoyerLead *base, FoyerLead *lead)
{
  FoyerLead *read = foyer_lead_copy (theirs);

  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (foyer_lead_field_get_info (field)->kind == FOYER_KIND_TEXT && foyer_lead_is_known (theirs, field))
      {
        if (foyer_lead_is_known (base, field) && foyer_update_check_same_field (base, theirs, field))
          foyer_lead_take_field (read, base, field);
        else if (foyer_update_check_same_field (lead, theirs, field))
          foyer_lead_take_field (read, lead, field);
      }
  return read;
}

static gboolean
says_something (FoyerLead *lead, FoyerLead *base)
{
  FoyerFieldSet changed = foyer_lead_diff (lead, base);

  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (!foyer_lead_is_known (lead, field))
      changed &= ~FOYER_FIELD_BIT (field);
  return changed != 0;
}

static void
compare (Check *check, FoyerLead *theirs)
{
  g_autoptr (FoyerLead) base = foyer_outbox_record_unpack_base (check->record);
  g_autoptr (FoyerLead) lead = foyer_outbox_record_unpack_lead (check->record);
  g_autoptr (FoyerLead) read = read_as_ours (theirs, base, lead);
  FoyerLeadMerge merge = foyer_lead_merge_compare (base, lead, read);

  if (merge.conflicts != 0)
    {
      FoyerOutboxAnswer answer = { .code = FOYER_ERROR_CONFLICT, .field = FOYER_LEAD_NO_FIELD };

      for (guint field = FOYER_N_WRITTEN_FIELDS; field > 0; field--)
        if ((merge.conflicts & FOYER_FIELD_BIT (field - 1)) != 0)
          answer.field = field - 1;
      check->move = foyer_outbox_move_new (check->record->uuid, FOYER_OUTBOX_FOUND_CHANGED);
      check->move->found = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (check->move->found, g_steal_pointer (&read));
      foyer_outbox_move_set_answer (check->move, &answer);
      return;
    }

  check->lead = foyer_lead_merge (base, lead, read, 0);
  /* What the list does not show is taken for what we last knew: it is sent only when it was changed here. */
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (!foyer_lead_is_known (read, field))
      foyer_lead_take_field (read, base, field);
  check->base = g_steal_pointer (&read);
  if (!says_something (check->lead, check->base))
    check->move = foyer_outbox_move_new (check->record->uuid, FOYER_OUTBOX_FOUND_DONE);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Check *check = g_task_get_task_data (task);
  g_autoptr (FoyerLead) theirs = foyer_session_fetch_lead_finish (FOYER_SESSION (source), result, &check->error);

  if (g_error_matches (check->error, FOYER_ERROR, FOYER_ERROR_GONE))
    {
      g_clear_error (&check->error);
      lead_is_not_listed (check);
    }
  else if (g_error_matches (check->error, FOYER_ERROR, FOYER_ERROR_FORBIDDEN))
    {
      /* This key writes and does not read: nothing can be compared, and never could. */
      g_clear_error (&check->error);
      check->lead = foyer_outbox_record_unpack_lead (check->record);
      check->base = foyer_outbox_record_unpack_base (check->record);
    }
  else if (theirs == NULL)
    lead_was_not_read (check);
  else if (foyer_update_check_may_lag (check->former, theirs))
    put_off (check, now () + SHORTLY, 0);
  else
    compare (check, theirs);
  g_task_return_boolean (task, TRUE);
}

static void
former_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FoyerOutbox *outbox = g_task_get_source_object (task);
  Check *check = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  check->former = foyer_outbox_store_load_delivered_finish (FOYER_PRECIOUS_FILE (source), result, &error);
  if (error != NULL)
    {
      check->error = g_steal_pointer (&error);
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  foyer_session_fetch_lead_async (foyer_outbox_get_session (outbox), check->record->platform_id,
                                  g_task_get_cancellable (task), read_cb, task);
}

void
foyer_update_check_async (FoyerOutbox *outbox,
                          FoyerOutboxRecord *record,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (outbox, cancellable, callback, user_data);
  Check *check = g_new0 (Check, 1);

  check->record = foyer_outbox_record_ref (record);
  g_task_set_source_tag (task, foyer_update_check_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, check, check_free);
  foyer_outbox_store_load_delivered_async (foyer_outbox_get_file (outbox), record->lead_uuid, record->platform_id, NULL,
                                           former_loaded_cb, task);
}

gboolean
foyer_update_check_finish (FoyerOutbox *outbox,
                           GAsyncResult *result,
                           FoyerLead **lead,
                           FoyerLead **base,
                           FoyerOutboxMove **move,
                           GError **error)
{
  Check *check = g_task_get_task_data (G_TASK (result));
  gboolean is_to_be_sent = check->move == NULL && check->error == NULL;

  *move = g_steal_pointer (&check->move);
  if (is_to_be_sent)
    {
      *lead = g_steal_pointer (&check->lead);
      *base = g_steal_pointer (&check->base);
    }
  if (check->error != NULL)
    g_propagate_error (error, g_steal_pointer (&check->error));
  return is_to_be_sent;
}
