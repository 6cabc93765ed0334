/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a command changes is a row of the outbox first, on the disk. Then its delivery is waited for, whoever delivers:
 * this process, or the one that holds the account's delivery lock. */

#include "foyer-cli-delivery.h"

#include "foyer-cli-await.h"
#include "foyer-error.h"

#define WAIT          15  /* seconds */
#define ENDS_WELL     3   /* seconds for what was begun beside it */
#define LOOK_INTERVAL 250 /* milliseconds between two looks at whether there is a point in waiting */

typedef struct
{
  FoyerCliSession *session; /* borrowed */
  FoyerOutboxRow *row;      /* borrowed; NULL: all of them */
  gint64 deadline;          /* unix seconds */
  gboolean is_patient;      /* whether to wait although nothing can be done at the moment */
} Wait;

static FoyerOutbox *
get_outbox (FoyerCliSession *session)
{
  return foyer_session_get_outbox (foyer_cli_session_get_session (session));
}

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/**
 * foyer_cli_delivery_keep_lead:
 * @base: (nullable): what the lead was, `NULL` to add it
 *
 * Returns: (transfer full) (nullable): the row, on the disk for good; `FOYER_ERROR_INVALID` when nothing was changed
 */
FoyerOutboxRow *
foyer_cli_delivery_keep_lead (FoyerCliSession *session, FoyerLead *lead, FoyerLead *base, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  foyer_outbox_keep_async (get_outbox (session), lead, base, 0, NULL, foyer_cli_answered_cb, &answer);
  return foyer_outbox_keep_finish (get_outbox (session), foyer_cli_await (&answer), error);
}

FoyerOutboxRow *
foyer_cli_delivery_keep_note (FoyerCliSession *session, gint64 lead_id, const char *text, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  foyer_outbox_keep_note_async (get_outbox (session), NULL, lead_id, NULL, text, 0, NULL, foyer_cli_answered_cb,
                                &answer);
  return foyer_outbox_keep_note_finish (get_outbox (session), foyer_cli_await (&answer), error);
}

gboolean
foyer_cli_delivery_send_now (FoyerCliSession *session, FoyerOutboxRow *row, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  foyer_outbox_send_now_async (get_outbox (session), row, NULL, foyer_cli_answered_cb, &answer);
  return foyer_outbox_send_now_finish (get_outbox (session), foyer_cli_await (&answer), error);
}

/* Whether there is a point in waiting for a row is judged by when it is due, so that is written first. */
static gboolean
make_all_due (FoyerCliSession *session, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  foyer_outbox_make_all_due_async (get_outbox (session), foyer_cli_answered_cb, &answer);
  return foyer_outbox_make_all_due_finish (get_outbox (session), foyer_cli_await (&answer), error);
}

/**
 * foyer_cli_delivery_go_on:
 *
 * What waits is tried at once. What may have arrived is looked for, and never sent blindly; of what needs a person
 * nothing is done.
 */
gboolean
foyer_cli_delivery_go_on (FoyerCliSession *session, FoyerOutboxRow *row, GError **error)
{
  FoyerOutboxState state = foyer_outbox_row_get_state (row);
  g_autoptr (GError) local_error = NULL;

  if (state != FOYER_OUTBOX_HELD && state != FOYER_OUTBOX_QUEUED)
    return make_all_due (session, error);
  /* Somebody else may have begun to send it meanwhile. */
  if (foyer_cli_delivery_send_now (session, row, &local_error)
      || g_error_matches (local_error, FOYER_ERROR, FOYER_ERROR_INVALID))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

gboolean
foyer_cli_delivery_discard (FoyerCliSession *session, FoyerOutboxRow *row, GError **error)
{
  g_autoptr (GAsyncResult) answer = NULL;

  foyer_outbox_discard_async (get_outbox (session), row, NULL, foyer_cli_answered_cb, &answer);
  return foyer_outbox_discard_finish (get_outbox (session), foyer_cli_await (&answer), error);
}

static gboolean
is_settled (FoyerOutboxRow *row)
{
  FoyerOutboxState state = foyer_outbox_row_get_state (row);

  return foyer_outbox_state_is_final (state) || foyer_outbox_state_needs_person (state);
}

/* What the row waits for needs a person, or nothing will be tried before nobody waits any more. */
static gboolean
is_beyond (const Wait *wait, FoyerOutboxRow *row)
{
  FoyerOutboxState state = foyer_outbox_row_get_state (row);
  gint64 due = foyer_backoff_sane_due (foyer_outbox_row_get_due (row), get_now ());
  g_autoptr (FoyerOutboxRow) needed = foyer_outbox_find_needed (get_outbox (wait->session), row);
  int code = foyer_outbox_row_get_answer (row).code;

  if (needed != NULL)
    return is_settled (needed) || is_beyond (wait, needed);
  if (state != FOYER_OUTBOX_QUEUED && state != FOYER_OUTBOX_UNCERTAIN)
    return FALSE;
  if (due > wait->deadline)
    return TRUE;
  /* It was just tried, and who asked nobody to be patient is told. */
  return !wait->is_patient && state == FOYER_OUTBOX_QUEUED && due > get_now ()
         && (code == FOYER_ERROR_OFFLINE || code == FOYER_ERROR_TLS);
}

static gboolean
is_over (const Wait *wait)
{
  GListModel *rows = G_LIST_MODEL (get_outbox (wait->session));

  if (wait->row != NULL)
    return is_settled (wait->row) || is_beyond (wait, wait->row);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (FoyerOutboxRow) row = g_list_model_get_item (rows, i);

      if (!is_settled (row) && !is_beyond (wait, row))
        return FALSE;
    }
  return TRUE;
}

static gboolean
wake_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

/* What was begun for other rows is not cut off where it can end in a moment. */
static void
settle (FoyerCliSession *session)
{
  g_autoptr (GAsyncResult) answer = NULL;

  foyer_outbox_settle_async (get_outbox (session), ENDS_WELL, NULL, foyer_cli_answered_cb, &answer);
  foyer_outbox_settle_finish (get_outbox (session), foyer_cli_await (&answer));
}

static void
run (Wait *wait, FoyerCliArguments *arguments)
{
  guint seconds = foyer_cli_arguments_get_number (arguments, FOYER_CLI_OPTION_WAIT, WAIT);
  FoyerOutbox *outbox = get_outbox (wait->session);
  GCancellable *cancellable = foyer_cli_session_get_cancellable (wait->session);
  guint timer = g_timeout_add (LOOK_INTERVAL, wake_cb, NULL);
  gint64 deadline = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  gboolean is_done = FALSE;

  wait->deadline = get_now () + seconds;
  wait->is_patient = arguments->given[FOYER_CLI_OPTION_WAIT];
  foyer_outbox_set_delivers (outbox, TRUE);
  while (!(is_done = is_over (wait)) && g_get_monotonic_time () < deadline && !foyer_outbox_get_is_paused (outbox)
         && !g_cancellable_is_cancelled (cancellable))
    {
      if (!foyer_cli_session_has_secret (wait->session))
        break;
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (timer);
  if (is_done)
    settle (wait->session);
}

static GError *
error_of_waiting (FoyerCliSession *session, FoyerCliArguments *arguments, int code)
{
  guint seconds = foyer_cli_arguments_get_number (arguments, FOYER_CLI_OPTION_WAIT, WAIT);
  GError *error = NULL;

  if (code != 0)
    return foyer_error_new (code, "It waits in the outbox");
  if (foyer_cli_session_is_refused (session, &error))
    return error;
  return foyer_error_new (FOYER_ERROR_UNAVAILABLE, "Nothing was delivered within %u seconds", seconds);
}

static gint64
get_found_id (FoyerOutboxRow *row)
{
  GPtrArray *found = foyer_outbox_row_get_found (row);

  return found != NULL && found->len > 0 && foyer_outbox_row_get_kind (row) == FOYER_OUTBOX_LEAD
             ? foyer_lead_get_platform_id (found->pdata[0])
             : 0;
}

/* Why the row is not on the platform, or not known to be. */
static GError *
error_of_row (FoyerCliSession *session, FoyerCliArguments *arguments, FoyerOutboxRow *row)
{
  FoyerOutboxAnswer answer = foyer_outbox_row_get_answer (row);
  GError *error;

  switch (foyer_outbox_row_get_state (row))
    {
    case FOYER_OUTBOX_REJECTED:
      error = foyer_error_new (answer.code != 0 ? answer.code : FOYER_ERROR_REFUSED, "The platform refused it");
      if (answer.field < FOYER_N_WRITTEN_FIELDS)
        foyer_error_add_problem (error, foyer_cli_field_get_parameter (answer.field), answer.words);
      break;
    case FOYER_OUTBOX_CONFLICT:
      error = foyer_error_new (foyer_outbox_row_get_found (row) != NULL ? FOYER_ERROR_CONFLICT : FOYER_ERROR_UNCERTAIN,
                               "Only a person can say what is to become of it");
      foyer_error_set_platform_id (error, get_found_id (row));
      break;
    case FOYER_OUTBOX_SENDING:
    case FOYER_OUTBOX_UNCERTAIN:
      error = foyer_error_new (FOYER_ERROR_UNCERTAIN, "It may have arrived");
      foyer_error_set_believed_after (error, foyer_outbox_row_get_believed_after (row));
      break;
    case FOYER_OUTBOX_DISCARDED:
    case FOYER_OUTBOX_DRAFT:
      error = foyer_error_new (FOYER_ERROR_GONE, "It was taken away meanwhile");
      break;
    default:
      error = error_of_waiting (session, arguments, answer.code);
      break;
    }
  foyer_error_set_platform_answer (error, 0, 0, answer.specific_code, answer.words);
  return error;
}

typedef struct
{
  FoyerOutboxState state;
  FoyerOutboxState before;
} Seen;

static void
state_changed_cb (FoyerOutboxRow *row, GParamSpec *pspec, Seen *seen)
{
  seen->before = seen->state;
  seen->state = foyer_outbox_row_get_state (row);
}

/**
 * foyer_cli_delivery_wait:
 * @outcome: (out): how it came to be there, where it is
 *
 * Returns: whether the row is on the platform; else why not, or why that is not known. It is kept then
 */
gboolean
foyer_cli_delivery_wait (FoyerCliSession *session,
                         FoyerCliArguments *arguments,
                         FoyerOutboxRow *row,
                         FoyerCliOutcome *outcome,
                         GError **error)
{
  Wait wait = { .session = session, .row = row };
  Seen seen = { foyer_outbox_row_get_state (row), foyer_outbox_row_get_state (row) };
  gulong handler = g_signal_connect (row, "notify::state", G_CALLBACK (state_changed_cb), &seen);

  run (&wait, arguments);
  g_signal_handler_disconnect (row, handler);
  *outcome = seen.before == FOYER_OUTBOX_UNCERTAIN ? FOYER_CLI_FOUND : FOYER_CLI_SENT;
  if (foyer_outbox_row_get_state (row) == FOYER_OUTBOX_DELIVERED)
    return TRUE;
  g_propagate_error (error, error_of_row (session, arguments, row));
  return FALSE;
}

/**
 * foyer_cli_delivery_wait_for_all:
 *
 * Tries all that waits at once.
 *
 * Returns: whether nothing waits any more
 */
gboolean
foyer_cli_delivery_wait_for_all (FoyerCliSession *session, FoyerCliArguments *arguments, GError **error)
{
  Wait wait = { .session = session };
  GListModel *rows = G_LIST_MODEL (get_outbox (session));
  int code = 0;

  if (!make_all_due (session, error))
    return FALSE;
  run (&wait, arguments);
  for (guint i = 0; code == 0 && i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (FoyerOutboxRow) row = g_list_model_get_item (rows, i);

      if (!is_settled (row))
        code = foyer_outbox_row_get_answer (row).code;
    }
  if (foyer_outbox_get_n_waiting (get_outbox (session)) == 0)
    return TRUE;
  g_propagate_error (error, error_of_waiting (session, arguments, code));
  return FALSE;
}
