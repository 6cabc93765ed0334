/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks for a company, a person or a note that may have arrived: the first two by the mark they carry, a note among
 * those of its lead. What it means is the table's in core. */

#include "foyer-object-look.h"

#include "foyer-arrival.h"
#include "foyer-look-verdict.h"
#include "foyer-lookup-judge.h"
#include "foyer-note-check.h"

#define TOO_LATE 3600 /* seconds without a look after which a note may have been changed */

typedef struct
{
  FoyerOutboxRecord *record; /* owned */
  GPtrArray *attempts;       /* owned, of FoyerLookupAttempt; empty: it is only read back */
  FoyerLookEvidence evidence;
  GPtrArray *equal; /* owned, of FoyerNote or FoyerParty: those that may be it, by id */
  GPtrArray *alike; /* owned, of FoyerParty */
  gint64 asked;     /* monotonic microseconds */
  gint64 snapshot;  /* nothing that was seen is older than this, by the platform's clock */
  GError *error;    /* owned, nullable */
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  foyer_outbox_record_unref (look->record);
  g_ptr_array_unref (look->attempts);
  g_ptr_array_unref (look->equal);
  g_ptr_array_unref (look->alike);
  g_clear_error (&look->error);
  g_free (look);
}

static FoyerAbilities
own_ability (FoyerOutboxKind kind)
{
  switch (kind)
    {
    case FOYER_OUTBOX_COMPANY:
      return FOYER_ABILITY_READ_OWN_COMPANY_BACK;
    case FOYER_OUTBOX_PERSON:
      return FOYER_ABILITY_READ_OWN_PERSON_BACK;
    case FOYER_OUTBOX_NOTE:
      return FOYER_ABILITY_READ_OWN_NOTE_BACK;
    case FOYER_OUTBOX_LEAD:
    default:
      return FOYER_ABILITY_READ_OWN_ADD_BACK;
    }
}

static gboolean
can_read_own (FoyerOutbox *outbox, FoyerOutboxKind kind)
{
  return (foyer_account_get_abilities (foyer_outbox_get_session (outbox)->account) & own_ability (kind)) != 0;
}

static gint64
first_signed (const Look *look)
{
  gint64 first = G_MAXINT64;

  for (guint i = 0; i < look->attempts->len; i++)
    first = MIN (first, ((FoyerLookupAttempt *) look->attempts->pdata[i])->signed_at);
  return first;
}

static gint64
last_signed (const Look *look)
{
  gint64 last = 0;

  for (guint i = 0; i < look->attempts->len; i++)
    last = MAX (last, ((FoyerLookupAttempt *) look->attempts->pdata[i])->signed_at);
  return last;
}

static void
note_snapshot (FoyerOutbox *outbox, Look *look, gint64 snapshot)
{
  FoyerLookEvidence *evidence = &look->evidence;
  gint64 believed_after = foyer_fence_get_believed_after (
      last_signed (look), foyer_account_get_request_lifetime (foyer_outbox_get_session (outbox)->account));
  gint64 looked = MAX (look->record->looked, last_signed (look));

  look->snapshot = snapshot;
  evidence->answer = FOYER_LOOK_ANSWERED;
  evidence->is_after_fence = look->snapshot > believed_after;
  evidence->is_too_late = look->snapshot - looked > TOO_LATE;
}

/* What the list shows is at least as new as the moment it was asked for, by the clock of the last reply. */
static void
note_page (FoyerOutbox *outbox, Look *look, const FoyerPage *page)
{
  note_snapshot (outbox, look,
                 page->server_date - (g_get_monotonic_time () - look->asked + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  look->evidence.is_whole = page->is_last && page->n_bad == 0;
}

/* The lead is gone, and its notes with it; or it was added just now, and the list does not know of it yet. A note,
 * also a new one, changes its lead. */
static void
note_lead_is_gone (FoyerOutbox *outbox, Look *look)
{
  note_snapshot (outbox, look, foyer_lookup_get_snapshot (foyer_outbox_get_session (outbox), look->asked));
  look->evidence.is_whole = TRUE;
  look->evidence.is_update = TRUE;
  look->evidence.is_there = FALSE;
}

static void
note_error (Look *look)
{
  const GError *error = look->error;

  if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_FORBIDDEN))
    look->evidence.answer = FOYER_LOOK_NOT_ALLOWED;
  else if (error->domain == FOYER_ERROR && foyer_delivery_event_for_read_error (error) == FOYER_OUTBOX_ACCOUNT)
    look->evidence.answer = FOYER_LOOK_KEY_REFUSED;
  else
    look->evidence.answer = FOYER_LOOK_NOT_ANSWERED;
}

static void
party_looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerOutbox *outbox = g_task_get_source_object (task);
  Look *look = g_task_get_task_data (task);
  g_autoptr (FoyerDirectoryLook)
      seen = foyer_directory_service_look_finish (FOYER_DIRECTORY_SERVICE (source), result, &look->error);

  foyer_session_heard (foyer_outbox_get_session (outbox), FOYER_CALL_READ, look->error);
  if (seen == NULL)
    note_error (look);
  else
    {
      GPtrArray *rows = seen->page->rows;

      note_page (outbox, look, seen->page);
      look->evidence.is_too_late &= !look->evidence.is_whole; /* a mark stays, where all of them are shown */
      for (guint i = 0; i < rows->len; i++)
        {
          gboolean is_marked = FALSE;

          for (guint j = 0; j < seen->marked->len; j++)
            is_marked |= g_array_index (seen->marked, gint64, j) == foyer_party_get_id (rows->pdata[i]);
          g_ptr_array_add (is_marked ? look->equal : look->alike, g_object_ref (rows->pdata[i]));
        }
      look->evidence.n_equal = look->equal->len;
      look->evidence.has_alike = !seen->shows_marks && look->alike->len > 0;
      look->evidence.can_be_told = seen->shows_marks && can_read_own (outbox, look->record->kind);
    }
  g_task_return_boolean (task, TRUE);
}

static gboolean
says_an_attempt (const Look *look, FoyerNote *note)
{
  for (guint i = 0; i < look->attempts->len; i++)
    {
      const FoyerLookupAttempt *attempt = look->attempts->pdata[i];
      g_autoptr (FoyerNote) sent = foyer_note_new (0, 0, attempt->text, 0, 0, 0);

      if (attempt->text != NULL && foyer_note_get_created (note) >= attempt->signed_at - FOYER_ARRIVAL_SLACK
          && foyer_note_check_same (sent, note))
        return TRUE;
    }
  return FALSE;
}

/* Other rows that are under way and say the same are on the platform, too, perhaps. */
static guint
count_other_claims (FoyerOutbox *outbox, const Look *look, FoyerNote *note)
{
  FoyerOutboxRows *rows = foyer_outbox_get_rows (outbox);
  guint n = 0;

  for (guint i = 0; i < foyer_outbox_rows_get_n (rows); i++)
    {
      const FoyerOutboxRecord *other = foyer_outbox_rows_get_record (rows, i);
      g_autoptr (FoyerNote) its_note = NULL;

      if (other->kind != FOYER_OUTBOX_NOTE || other->base != NULL || other->platform_id != look->record->platform_id
          || g_str_equal (other->uuid, look->record->uuid)
          || (other->state != FOYER_OUTBOX_SENDING && other->state != FOYER_OUTBOX_UNCERTAIN))
        continue;
      its_note = foyer_outbox_record_unpack_note (other);
      n += foyer_note_check_same (its_note, note);
    }
  return n;
}

static void
adopted_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerOutbox *outbox = g_task_get_source_object (task);
  Look *look = g_task_get_task_data (task);
  g_autoptr (GHashTable)
      adopted = foyer_outbox_store_list_adopted_finish (FOYER_PRECIOUS_FILE (source), result, &look->error);

  if (adopted == NULL)
    note_error (look);
  else
    {
      for (guint i = look->equal->len; i > 0; i--)
        {
          gint64 id = foyer_note_get_id (look->equal->pdata[i - 1]);

          if (g_hash_table_contains (adopted, &id))
            g_ptr_array_remove_index (look->equal, i - 1);
        }
      if (look->equal->len > 0)
        {
          guint n_claims = count_other_claims (outbox, look, look->equal->pdata[0]);

          look->evidence.n_equal = MAX (1, (int) look->equal->len - (int) n_claims);
        }
    }
  g_task_return_boolean (task, TRUE);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 first = foyer_note_get_id (*(FoyerNote *const *) a), second = foyer_note_get_id (*(FoyerNote *const *) b);

  return first < second ? -1 : first > second;
}

/* Takes the task. */
static void
compare_notes (GTask *task, const FoyerPage *page)
{
  FoyerOutbox *outbox = g_task_get_source_object (task);
  Look *look = g_task_get_task_data (task);
  g_autoptr (FoyerNote) mine = foyer_outbox_record_unpack_note (look->record);
  FoyerNote *theirs = foyer_note_check_find (page->rows, foyer_note_get_id (mine));
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  note_page (outbox, look, page);
  look->evidence.is_update = look->record->base != NULL;
  look->evidence.can_be_told = can_read_own (outbox, FOYER_OUTBOX_NOTE);
  look->evidence.is_there = theirs != NULL;
  if (look->evidence.is_update || look->attempts->len == 0)
    {
      if (theirs != NULL && (look->attempts->len == 0 || foyer_note_check_same (mine, theirs)))
        look->evidence.n_equal = 1;
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  for (guint i = 0; i < page->rows->len; i++)
    if (says_an_attempt (look, page->rows->pdata[i]))
      g_ptr_array_add (look->equal, g_object_ref (page->rows->pdata[i]));
  g_ptr_array_sort (look->equal, compare_ids);
  for (guint i = 0; i < look->equal->len; i++)
    {
      gint64 id = foyer_note_get_id (look->equal->pdata[i]);

      g_array_append_val (ids, id);
    }
  foyer_outbox_store_list_adopted_async (foyer_outbox_get_file (outbox), FOYER_OUTBOX_NOTE, ids, NULL,
                                         adopted_listed_cb, task);
}

static void
notes_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FoyerOutbox *outbox = g_task_get_source_object (task);
  Look *look = g_task_get_task_data (task);
  g_autoptr (FoyerPage) page = foyer_note_service_list_finish (FOYER_NOTE_SERVICE (source), result, &look->error);

  foyer_session_heard (foyer_outbox_get_session (outbox), FOYER_CALL_READ, look->error);
  if (page != NULL)
    {
      compare_notes (task, page);
      return;
    }
  if (foyer_note_check_lead_is_gone (look->error))
    {
      note_lead_is_gone (outbox, look);
      g_clear_error (&look->error);
    }
  else
    note_error (look);
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

void
foyer_object_look_async (FoyerOutbox *outbox,
                         FoyerOutboxRecord *record,
                         GPtrArray *attempts,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  FoyerSession *session = foyer_outbox_get_session (outbox);
  GTask *task = g_task_new (outbox, cancellable, callback, user_data);
  Look *look = g_new0 (Look, 1);
  gint64 since;

  look->record = foyer_outbox_record_ref (record);
  look->attempts = g_ptr_array_ref (attempts);
  look->equal = g_ptr_array_new_with_free_func (g_object_unref);
  look->alike = g_ptr_array_new_with_free_func (g_object_unref);
  look->asked = g_get_monotonic_time ();
  g_task_set_source_tag (task, foyer_object_look_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, look, look_free);
  since = attempts->len > 0 ? first_signed (look) : foyer_session_get_platform_time (session) - TOO_LATE;
  if (session->note_service == NULL)
    {
      look->error = foyer_error_new (FOYER_ERROR_KEYRING, "There is no secret");
      note_error (look);
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
  else if (record->kind == FOYER_OUTBOX_NOTE)
    foyer_note_service_list_async (session->note_service, record->platform_id, cancellable, notes_listed_cb, task);
  else
    {
      g_autoptr (FoyerParty) party = foyer_outbox_record_unpack_party (record);

      foyer_directory_service_look_async (session->directory_service, party, record->lead_uuid,
                                          since - FOYER_ARRIVAL_SLACK, cancellable, party_looked_cb, task);
    }
}

static gint64
id_of (gpointer object)
{
  return FOYER_IS_PARTY (object) ? foyer_party_get_id (object) : foyer_note_get_id (object);
}

static FoyerOutboxMove *
new_move (const Look *look, FoyerOutboxEvent event, int code)
{
  FoyerOutboxMove *move = foyer_outbox_move_new (look->record->uuid, event);
  FoyerOutboxAnswer answer = { .code = code, .field = FOYER_LEAD_NO_FIELD };

  if (code != 0)
    foyer_outbox_move_set_answer (move, &answer);
  return move;
}

static GPtrArray *
copy_from (GPtrArray *objects, guint start)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = start; i < objects->len; i++)
    g_ptr_array_add (copy, g_object_ref (objects->pdata[i]));
  return copy;
}

static FoyerOutboxMove *
make_move (FoyerOutbox *outbox, const Look *look, FoyerOutboxEvent event)
{
  FoyerOutboxMove *move;

  switch (event)
    {
    case FOYER_OUTBOX_LOOKED_ONE:
    case FOYER_OUTBOX_LOOKED_SEVERAL:
      move = new_move (look, event, 0);
      if (look->equal->len > 0)
        move->platform_id = id_of (look->equal->pdata[0]);
      move->adopts = move->platform_id > 0;
      if (event == FOYER_OUTBOX_LOOKED_SEVERAL)
        move->found = copy_from (look->equal, 1);
      return move;
    case FOYER_OUTBOX_LOOKED_NONE:
      move = new_move (look, event, 0);
      move->settles_attempts = TRUE;
      return move;
    case FOYER_OUTBOX_LOOKED_NONE_YET:
      return foyer_lookup_move_none_yet (
          outbox, look->record, look->snapshot,
          foyer_fence_get_believed_after (
              last_signed (look), foyer_account_get_request_lifetime (foyer_outbox_get_session (outbox)->account)));
    case FOYER_OUTBOX_LOOKED_ALIKE:
      move = new_move (look, event, FOYER_ERROR_CONFLICT);
      move->found = copy_from (look->alike, 0);
      return move;
    case FOYER_OUTBOX_FOUND_GONE:
      return new_move (look, event, FOYER_ERROR_GONE);
    case FOYER_OUTBOX_LOOK_FAILED:
    case FOYER_OUTBOX_ACCOUNT:
      return foyer_lookup_move_not_seen (look->record, look->error);
    default:
      return new_move (look, event, look->error != NULL ? look->error->code : FOYER_ERROR_CONFLICT);
    }
}

FoyerOutboxMove *
foyer_object_look_finish (FoyerOutbox *outbox, GAsyncResult *result, GError **error)
{
  Look *look = g_task_get_task_data (G_TASK (result));
  FoyerOutboxEvent event;
  FoyerOutboxMove *move;
  const char *reason;

  if (look->error != NULL && (look->error->domain != FOYER_ERROR || look->error->code == FOYER_ERROR_KEYRING))
    {
      g_propagate_error (error, g_steal_pointer (&look->error));
      return NULL;
    }
  event = foyer_look_verdict_judge (&look->evidence, &reason);
  move = make_move (outbox, look, event);
  if (look->error != NULL)
    g_propagate_error (error, g_steal_pointer (&look->error));
  return move;
}

static void
read_back_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *session = foyer_outbox_get_session (FOYER_OUTBOX (source));
  const Look *look = g_task_get_task_data (G_TASK (result));

  if (look->error == NULL && look->evidence.n_equal > 0)
    {
      foyer_account_set_abilities (session->account,
                                   foyer_account_get_abilities (session->account) | own_ability (look->record->kind));
      foyer_session_keep_abilities (session);
    }
  g_task_return_boolean (task, TRUE);
}

void
foyer_object_look_read_back (FoyerOutbox *outbox, FoyerOutboxRecord *record)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  GTask *task;

  if (record->base != NULL || can_read_own (outbox, record->kind))
    return;
  task = foyer_session_start_for (foyer_outbox_get_session (outbox), outbox, TRUE, NULL, NULL, NULL,
                                  foyer_object_look_read_back);
  foyer_object_look_async (outbox, record, none, g_task_get_cancellable (task), read_back_cb, task);
}
