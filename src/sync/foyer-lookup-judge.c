/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a look means for a row that is uncertain (delivery.md, Uncertain adds). Nothing is asked or kept here. */

#include "foyer-lookup-judge.h"

#include "foyer-breakage.h"
#include "foyer-delivery.h"
#include "foyer-update-check.h"

#define TOO_LATE 3600 /* seconds without a look after which "none" is put to the person */
#define SHORTLY  2    /* seconds */

#define CLOCK_SLACK 3 /* seconds our idea of the platform's clock may be ahead of it */

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static FoyerOutboxMove *
new_move (const FoyerOutboxRecord *record, FoyerOutboxEvent event, int code)
{
  FoyerOutboxMove *move = foyer_outbox_move_new (record->uuid, event);
  FoyerOutboxAnswer answer = { .code = code, .field = FOYER_LEAD_NO_FIELD };

  if (code != 0)
    foyer_outbox_move_set_answer (move, &answer);
  return move;
}

gint64
foyer_lookup_get_snapshot (FoyerSession *session, gint64 asked)
{
  return foyer_session_get_platform_time (session) - CLOCK_SLACK
         - (g_get_monotonic_time () - asked + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
}

/* Nobody answered, or not all of it. */
FoyerOutboxMove *
foyer_lookup_move_not_seen (const FoyerOutboxRecord *record, const GError *error)
{
  FoyerOutboxEvent event = FOYER_OUTBOX_LOOK_FAILED;
  FoyerOutboxMove *move;

  if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_FORBIDDEN))
    return new_move (record, FOYER_OUTBOX_CANNOT_LOOK, FOYER_ERROR_FORBIDDEN);
  if (error != NULL && foyer_delivery_event_for_read_error (error) == FOYER_OUTBOX_ACCOUNT)
    event = FOYER_OUTBOX_ACCOUNT;
  move = new_move (record, event, 0);
  move->due = error != NULL && foyer_error_get_retry_after (error) > 0
                  ? now () + MIN (foyer_error_get_retry_after (error), FOYER_BACKOFF_LARGEST)
                  : foyer_delivery_due_after (record->n_looks + 1);
  if (error != NULL)
    foyer_delivery_answer_from_error (move, error);
  return move;
}

/* Looked, none, and it may still come: again after the fence, or sooner, since a list may lag. */
FoyerOutboxMove *
foyer_lookup_move_none_yet (FoyerOutbox *outbox,
                            const FoyerOutboxRecord *record,
                            gint64 snapshot,
                            gint64 believed_after)
{
  gint64 until_fence = believed_after + 1 - foyer_session_get_platform_time (foyer_outbox_get_session (outbox));
  FoyerOutboxMove *move = new_move (record, FOYER_OUTBOX_LOOKED_NONE_YET, FOYER_ERROR_UNCERTAIN);

  move->due = foyer_delivery_due_after (record->n_looks + 1);
  if (until_fence > 0)
    move->due = MIN (move->due, now () + until_fence);
  else
    move->due = MIN (move->due, now () + SHORTLY);
  move->looked = snapshot;
  move->believed_after = believed_after;
  return move;
}

/* A row without attempts, or with bytes nobody can read, can only be judged by a person. */
static gboolean
can_be_compared (GPtrArray *attempts)
{
  for (guint i = 0; i < attempts->len; i++)
    if (((FoyerLookupAttempt *) attempts->pdata[i])->lead == NULL)
      return FALSE;
  return attempts->len > 0;
}

static gint64
get_believed_after (FoyerOutbox *outbox, GPtrArray *attempts)
{
  gint64 newest = 0;

  if (FOYER_BREAKS (NO_FENCE))
    return 0;
  for (guint i = 0; i < attempts->len; i++)
    newest = MAX (newest, ((FoyerLookupAttempt *) attempts->pdata[i])->signed_at);
  return foyer_fence_get_believed_after (
      newest, foyer_account_get_request_lifetime (foyer_session_get_account (foyer_outbox_get_session (outbox))));
}

/* Whether the last answered look, or the attempt itself, is so long ago that what arrived may look different by now. */
static gboolean
is_too_late (const FoyerOutboxRecord *record, GPtrArray *attempts, const FoyerLookupSeen *seen)
{
  gint64 last = record->looked;

  for (guint i = 0; i < attempts->len; i++)
    last = MAX (last, ((FoyerLookupAttempt *) attempts->pdata[i])->signed_at);
  return seen->snapshot - last > TOO_LATE;
}

/* Whether the pages show all there is: a list that repeats itself or has no end shows nothing about what is not in it.
 */
static gboolean
is_whole (const FoyerPage *page)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < page->received_ids->len; i++)
    g_hash_table_add (ids, &g_array_index (page->received_ids, gint64, i));
  return page->is_last && page->n_bad == 0 && (page->n_received == 0 || page->n_received < 2 * g_hash_table_size (ids));
}

static gboolean
is_filter_honoured (const FoyerLookupSeen *seen)
{
  for (guint i = 0; i < seen->page->rows->len; i++)
    {
      gint64 created = foyer_lead_get_date (seen->page->rows->pdata[i], FOYER_LEAD_CREATED);

      if (created != 0 && created < seen->earliest)
        return FALSE;
    }
  return TRUE;
}

/* The leads on the page that can be a row's: not another's, and not known before the attempt. */
static void
list_candidates (FoyerOutbox *outbox,
                 const FoyerOutboxRecord *record,
                 const FoyerLookupAttempt *attempt,
                 const FoyerLookupSeen *seen,
                 GPtrArray *equal,
                 GPtrArray *alike)
{
  FoyerSession *session = foyer_outbox_get_session (outbox);
  g_autofree char *name = foyer_outbox_record_name_attempt (record, attempt->n);
  g_autoptr (GHashTable) known = foyer_session_get_known_before (session, name);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, seen->adopted);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (known, id);
  foyer_arrival_list_candidates (attempt->lead, seen->page->rows, known, attempt->signed_at,
                                 foyer_account_get_request_lifetime (foyer_session_get_account (session)), equal,
                                 alike);
}

/* The other adds that may be on the platform without anybody knowing yet. */
static GPtrArray *
list_others (FoyerOutbox *outbox, const FoyerOutboxRecord *record)
{
  FoyerOutboxRows *rows = foyer_outbox_get_rows (outbox);
  GPtrArray *others = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < foyer_outbox_rows_get_n (rows); i++)
    {
      const FoyerOutboxRecord *other = foyer_outbox_rows_get_record (rows, i);

      if (other->kind == FOYER_OUTBOX_LEAD && other->base == NULL && !g_str_equal (other->uuid, record->uuid)
          && (other->state == FOYER_OUTBOX_SENDING || other->state == FOYER_OUTBOX_UNCERTAIN))
        g_ptr_array_add (others, foyer_outbox_record_unpack_lead (other));
    }
  return others;
}

/* What equals another row that is under way is that row's, and no reason to ask anybody. */
static void
drop_others (GPtrArray *alike, GPtrArray *others)
{
  for (guint i = alike->len; i > 0; i--)
    for (guint j = 0; j < others->len; j++)
      if (foyer_arrival_is_same (others->pdata[j], alike->pdata[i - 1]))
        {
          g_ptr_array_remove_index (alike, i - 1);
          break;
        }
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 first = foyer_lead_get_platform_id (*(FoyerLead *const *) a);
  gint64 second = foyer_lead_get_platform_id (*(FoyerLead *const *) b);

  return first < second ? -1 : first > second;
}

static GPtrArray *
copy_from (GPtrArray *leads, guint start)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = start; i < leads->len; i++)
    g_ptr_array_add (copy, g_object_ref (leads->pdata[i]));
  return copy;
}

/* Several equal ones may be as many identical attempts: one is adopted, what nobody else can claim is shown. */
static FoyerOutboxMove *
adopt (const FoyerOutboxRecord *record, GPtrArray *equal, GPtrArray *others)
{
  guint n_claims = 1;
  FoyerOutboxMove *move;

  g_ptr_array_sort (equal, compare_ids);
  for (guint i = 0; i < others->len; i++)
    if (foyer_arrival_is_same (others->pdata[i], equal->pdata[0]))
      n_claims++;
  move = new_move (record, equal->len > n_claims ? FOYER_OUTBOX_LOOKED_SEVERAL : FOYER_OUTBOX_LOOKED_ONE, 0);
  if (equal->len > n_claims)
    move->found = copy_from (equal, 1);
  move->platform_id = foyer_lead_get_platform_id (equal->pdata[0]);
  move->adopts = TRUE;
  return move;
}

FoyerOutboxMove *
foyer_lookup_judge_add (FoyerOutbox *outbox,
                        FoyerDeliverer *deliverer,
                        const FoyerOutboxRecord *record,
                        GPtrArray *attempts,
                        const FoyerLookupSeen *seen)
{
  FoyerAbilities abilities = foyer_account_get_abilities (
      foyer_session_get_account (foyer_outbox_get_session (outbox)));
  gint64 believed_after = get_believed_after (outbox, attempts);
  gboolean is_after_fence = seen->snapshot > believed_after;
  g_autoptr (GPtrArray) alike = g_ptr_array_new ();
  g_autoptr (GPtrArray) others = NULL;
  FoyerOutboxMove *move;

  if (!can_be_compared (attempts))
    return new_move (record, FOYER_OUTBOX_CANNOT_LOOK, FOYER_ERROR_UNREADABLE);
  if (seen->error != NULL)
    return foyer_lookup_move_not_seen (record, seen->error);

  others = list_others (outbox, record);
  for (guint i = 0; i < attempts->len; i++)
    {
      FoyerLookupAttempt *attempt = attempts->pdata[i];
      g_autoptr (GPtrArray) equal = g_ptr_array_new ();

      list_candidates (outbox, record, attempt, seen, equal, alike);
      if (equal->len == 0)
        continue;
      /* It may be the lead of the one that is on its way: its reply will say. */
      if (foyer_deliverer_is_sending_same (deliverer, attempt->lead))
        return foyer_lookup_move_none_yet (outbox, record, seen->snapshot, believed_after);
      return adopt (record, equal, others);
    }

  if (!is_whole (seen->page) && !is_filter_honoured (seen))
    return new_move (record, FOYER_OUTBOX_CANNOT_LOOK, FOYER_ERROR_UNSUPPORTED);
  /* More came since than is looked through, or something that cannot be read: that does not pass by itself. */
  if (!is_whole (seen->page) && !(is_after_fence && is_too_late (record, attempts, seen)))
    return foyer_lookup_move_not_seen (record, NULL);
  if (!is_after_fence)
    return foyer_lookup_move_none_yet (outbox, record, seen->snapshot, believed_after);

  drop_others (alike, others);
  if (alike->len > 0)
    {
      move = new_move (record, FOYER_OUTBOX_LOOKED_ALIKE, FOYER_ERROR_CONFLICT);
      move->found = copy_from (alike, 0);
      return move;
    }
  if (is_too_late (record, attempts, seen))
    return new_move (record, FOYER_OUTBOX_LOOKED_NONE_LATE, FOYER_ERROR_CONFLICT);
  if ((abilities & FOYER_ABILITY_READ_OWN_ADD_BACK) == 0)
    return new_move (record, FOYER_OUTBOX_CANNOT_LOOK, FOYER_ERROR_CONFLICT);

  move = new_move (record, FOYER_OUTBOX_LOOKED_NONE, 0);
  move->settles_attempts = TRUE;
  return move;
}

/* The newest attempt decides: an older one was sent over only after it was known not to be there, or at a person's
 * word. */
FoyerOutboxMove *
foyer_lookup_judge_update (FoyerOutbox *outbox,
                           const FoyerOutboxRecord *record,
                           GPtrArray *attempts,
                           const FoyerLookupSeen *seen)
{
  const FoyerLookupAttempt *attempt;
  gint64 believed_after = get_believed_after (outbox, attempts);
  FoyerOutboxMove *move;

  if (!can_be_compared (attempts))
    return new_move (record, FOYER_OUTBOX_CANNOT_LOOK, FOYER_ERROR_UNREADABLE);
  if (g_error_matches (seen->error, FOYER_ERROR, FOYER_ERROR_NOT_SHOWN) && seen->snapshot > believed_after
      && is_too_late (record, attempts, seen))
    return new_move (record, FOYER_OUTBOX_CANNOT_LOOK, FOYER_ERROR_NOT_SHOWN);
  if (seen->error != NULL && !g_error_matches (seen->error, FOYER_ERROR, FOYER_ERROR_GONE))
    return foyer_lookup_move_not_seen (record, seen->error);

  attempt = attempts->pdata[attempts->len - 1];
  if (seen->row != NULL && foyer_arrival_judge_update (attempt->lead, attempt->sent_fields, seen->row))
    return new_move (record, FOYER_OUTBOX_LOOKED_ONE, 0);
  if (seen->snapshot <= believed_after || foyer_update_check_may_lag (seen->former, seen->row))
    return foyer_lookup_move_none_yet (outbox, record, seen->snapshot, believed_after);
  if (seen->row == NULL)
    return new_move (record, FOYER_OUTBOX_FOUND_GONE, FOYER_ERROR_GONE);

  move = new_move (record, FOYER_OUTBOX_LOOKED_NONE, 0);
  move->settles_attempts = TRUE;
  return move;
}
