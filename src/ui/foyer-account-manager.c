/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which accounts there are, and which one is open. Every change is the same row of steps, of which it takes some. */

#include "config.h"

#include "foyer-account-manager.h"

#include "foyer-accounts.h"
#include "foyer-error.h"
#include "foyer-sample.h"

#include <string.h>

#define LEAVING_PATIENCE 20 /* seconds for which an account that was left goes on sending */

typedef enum
{
  STEP_LIST = 1 << 0,
  STEP_CHOOSE = 1 << 1,
  STEP_CLOSE = 1 << 2,
  STEP_REMOVE = 1 << 3,
  STEP_MAKE_SAMPLE = 1 << 4,
  STEP_START_SAMPLE = 1 << 5,
  STEP_SAVE = 1 << 6,
  STEP_OPEN = 1 << 7,
  STEP_LIST_AGAIN = 1 << 8,
  N_STEPS = 9,
} Steps;

static const Steps steps_of_change[] = {
  [FOYER_ACCOUNT_START] = STEP_LIST | STEP_CHOOSE | STEP_OPEN,
  [FOYER_ACCOUNT_OPEN] = STEP_CLOSE | STEP_OPEN,
  [FOYER_ACCOUNT_ADD] = STEP_CLOSE | STEP_SAVE | STEP_OPEN | STEP_LIST_AGAIN,
  [FOYER_ACCOUNT_KEEP] = STEP_SAVE | STEP_LIST_AGAIN,
  [FOYER_ACCOUNT_REMOVE] = STEP_CLOSE | STEP_REMOVE | STEP_LIST_AGAIN,
  [FOYER_ACCOUNT_OPEN_SAMPLE] = STEP_LIST | STEP_CLOSE | STEP_MAKE_SAMPLE | STEP_OPEN | STEP_LIST_AGAIN,
  [FOYER_ACCOUNT_RESET_SAMPLE] = STEP_CLOSE | STEP_REMOVE | STEP_MAKE_SAMPLE | STEP_OPEN | STEP_LIST_AGAIN,
  [FOYER_ACCOUNT_CLOSE] = STEP_CLOSE,
};

struct _FoyerAccountManager
{
  GObject parent_instance;

  /* owned */
  FoyerAccounts *accounts;
  FoyerSample *sample;
  GListStore *list;
  FoyerSession *session; /* nullable */
  gboolean busy;
};

typedef struct
{
  FoyerAccountChange change;
  Steps steps; /* still to do */
  FoyerAccount *account;
  char *secret;
  gboolean secret_kept;
} Change;

enum
{
  PROP_SESSION = 1,
  PROP_ACCOUNTS,
  PROP_BUSY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint left_waiting_signal;

G_DEFINE_FINAL_TYPE (FoyerAccountManager, foyer_account_manager, G_TYPE_OBJECT)

static void take_next_step (GTask *task);

static void
change_free (gpointer data)
{
  Change *change = data;

  if (change->secret != NULL)
    explicit_bzero (change->secret, strlen (change->secret));
  g_free (change->secret);
  g_clear_object (&change->account);
  g_free (change);
}

static void
set_session (FoyerAccountManager *self, FoyerSession *session)
{
  if (g_set_object (&self->session, session))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

static void
set_busy (FoyerAccountManager *self, gboolean busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* Takes a reference of @task. Not busy any more before the callback: it may begin the next change. */
static void
end_change (GTask *task, GError *error)
{
  set_busy (g_task_get_source_object (task), FALSE);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static FoyerAccount *
find_sample (FoyerAccountManager *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      g_autoptr (FoyerAccount) account = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (foyer_account_get_is_sample (account))
        return g_steal_pointer (&account);
    }
  return NULL;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FoyerAccountManager *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) accounts = foyer_accounts_list_finish (FOYER_ACCOUNTS (source), result, &error);

  if (accounts == NULL)
    {
      end_change (task, error);
      return;
    }
  /* The account that is open stays the object that the session has. */
  for (guint i = 0; i < accounts->len; i++)
    {
      FoyerAccount *open = self->session != NULL ? foyer_session_get_account (self->session) : NULL;

      if (open != NULL && g_str_equal (foyer_account_get_uuid (open), foyer_account_get_uuid (accounts->pdata[i])))
        g_set_object ((FoyerAccount **) &accounts->pdata[i], open);
    }
  g_list_store_splice (self->list, 0, g_list_model_get_n_items (G_LIST_MODEL (self->list)), accounts->pdata,
                       accounts->len);
  take_next_step (task);
}

static void
stopped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  if (foyer_sample_stop_finish (FOYER_SAMPLE (source), result, &error))
    take_next_step (user_data);
  else
    end_change (user_data, error);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FoyerAccountManager *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  /* What was promised is on the disk already; a file that does not close well is no reason to stay. */
  if (!foyer_session_close_finish (FOYER_SESSION (source), result, &error))
    g_message ("The account did not close well: %s", error->message);
  foyer_sample_stop_async (self->sample, stopped_cb, task);
}

static void
left_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!foyer_session_close_finish (FOYER_SESSION (source), result, &error))
    g_message ("The account that was left did not close well: %s", error->message);
}

static void
left_drained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerAccountManager *self = g_task_get_source_object (task);
  FoyerOutbox *outbox = FOYER_OUTBOX (source);
  guint n_waiting = foyer_outbox_drain_finish (outbox, result, NULL);

  if (n_waiting + foyer_outbox_get_n_needing_person (outbox) > 0)
    g_signal_emit (self, left_waiting_signal, 0, outbox, n_waiting);
  foyer_session_close_async (g_task_get_task_data (task), NULL, left_cb, NULL);
  g_task_return_boolean (task, TRUE);
}

/* Whether the person goes on elsewhere while the account that is open sends what was saved in it. */
static gboolean
goes_on_sending (FoyerAccountManager *self, const Change *change)
{
  FoyerAccount *open = foyer_session_get_account (self->session);

  if (change->change != FOYER_ACCOUNT_OPEN && change->change != FOYER_ACCOUNT_ADD
      && change->change != FOYER_ACCOUNT_OPEN_SAMPLE)
    return FALSE;
  if (foyer_account_get_is_sample (open)
      || (change->account != NULL
          && g_str_equal (foyer_account_get_uuid (change->account), foyer_account_get_uuid (open))))
    return FALSE;
  return foyer_outbox_get_n_waiting (foyer_session_get_outbox (self->session)) > 0;
}

static void
leave_behind (FoyerAccountManager *self)
{
  GTask *task = g_task_new (self, NULL, NULL, NULL);
  FoyerOutbox *outbox = foyer_session_get_outbox (self->session);

  g_task_set_source_tag (task, leave_behind);
  g_task_set_task_data (task, g_object_ref (self->session), g_object_unref);
  foyer_outbox_drain_async (outbox, LEAVING_PATIENCE, NULL, left_drained_cb, task);
  set_session (self, NULL);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  if (foyer_accounts_remove_finish (FOYER_ACCOUNTS (source), result, &error))
    take_next_step (user_data);
  else
    end_change (user_data, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Change *change = g_task_get_task_data (user_data);
  GError *error = NULL;

  if (foyer_accounts_save_finish (FOYER_ACCOUNTS (source), result, &change->secret_kept, &error))
    take_next_step (user_data);
  else
    end_change (user_data, error);
}

static void
sample_started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Change *change = g_task_get_task_data (user_data);
  GError *error = NULL;

  if (foyer_sample_start_finish (FOYER_SAMPLE (source), result, &error))
    {
      /* Its address is another one each time; and a new one has to be somewhere before it can be opened. */
      change->steps |= STEP_SAVE;
      g_set_str (&change->secret, FOYER_SAMPLE_SECRET);
      take_next_step (user_data);
    }
  else
    end_change (user_data, error);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_autoptr (FoyerSession) session = foyer_accounts_open_finish (FOYER_ACCOUNTS (source), result, &error);

  if (session == NULL)
    {
      end_change (task, error);
      return;
    }
  set_session (g_task_get_source_object (task), session);
  take_next_step (task);
}

static void
choose_account (FoyerAccountManager *self, Change *change)
{
  g_autoptr (FoyerAccount) chosen = NULL;

  if (change->account != NULL)
    chosen = foyer_account_manager_find (self, foyer_account_get_uuid (change->account));
  if (chosen == NULL)
    chosen = g_list_model_get_item (G_LIST_MODEL (self->list), 0);
  g_set_object (&change->account, chosen);
}

static void
take_next_step (GTask *task)
{
  FoyerAccountManager *self = g_task_get_source_object (task);
  Change *change = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  Steps step;

  if (change->steps == 0)
    {
      end_change (task, NULL);
      return;
    }
  step = change->steps & -change->steps; /* the lowest one */
  change->steps &= ~step;

  switch (step)
    {
    case STEP_LIST:
    case STEP_LIST_AGAIN:
      foyer_accounts_list_async (self->accounts, cancellable, listed_cb, task);
      break;

    case STEP_CHOOSE:
      choose_account (self, change);
      if (change->account == NULL)
        change->steps = 0;
      else if (foyer_account_get_is_sample (change->account))
        change->steps |= STEP_START_SAMPLE;
      take_next_step (task);
      break;

    case STEP_CLOSE:
      if (self->session != NULL && goes_on_sending (self, change))
        {
          leave_behind (self);
          foyer_sample_stop_async (self->sample, stopped_cb, task);
        }
      else if (self->session != NULL)
        {
          g_autoptr (FoyerSession) session = g_object_ref (self->session);

          /* Nobody may call it any more while it closes. */
          set_session (self, NULL);
          foyer_session_close_async (session, NULL, closed_cb, task);
        }
      else
        foyer_sample_stop_async (self->sample, stopped_cb, task);
      break;

    case STEP_REMOVE:
      foyer_accounts_remove_async (self->accounts, change->account, cancellable, removed_cb, task);
      break;

    case STEP_MAKE_SAMPLE:
      g_clear_object (&change->account);
      if (change->change == FOYER_ACCOUNT_OPEN_SAMPLE)
        change->account = find_sample (self);
      if (change->account == NULL)
        change->account = foyer_sample_make_account (self->sample);
      change->steps |= STEP_START_SAMPLE;
      take_next_step (task);
      break;

    case STEP_START_SAMPLE:
      foyer_sample_start_async (self->sample, change->account, cancellable, sample_started_cb, task);
      break;

    case STEP_SAVE:
      foyer_accounts_save_async (self->accounts, change->account,
                                 foyer_account_get_is_sample (change->account) ? NULL : change->secret, cancellable,
                                 saved_cb, task);
      break;

    case STEP_OPEN:
      foyer_accounts_open_async (self->accounts, change->account, change->secret, cancellable, opened_cb, task);
      break;

    case N_STEPS:
    default:
      g_assert_not_reached ();
    }
}

static void
foyer_account_manager_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FoyerAccountManager *self = FOYER_ACCOUNT_MANAGER (object);

  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_ACCOUNTS:
      g_value_set_object (value, self->list);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_account_manager_finalize (GObject *object)
{
  FoyerAccountManager *self = FOYER_ACCOUNT_MANAGER (object);

  g_clear_object (&self->session);
  g_clear_object (&self->sample);
  g_clear_object (&self->accounts);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (foyer_account_manager_parent_class)->finalize (object);
}

static void
foyer_account_manager_class_init (FoyerAccountManagerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = foyer_account_manager_get_property;
  object_class->finalize = foyer_account_manager_finalize;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, FOYER_TYPE_SESSION, flags);
  properties[PROP_ACCOUNTS] = g_param_spec_object ("accounts", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  left_waiting_signal = g_signal_new ("left-waiting", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 2, FOYER_TYPE_OUTBOX, G_TYPE_UINT);
}

static void
foyer_account_manager_init (FoyerAccountManager *self)
{
  self->list = g_list_store_new (FOYER_TYPE_ACCOUNT);
}

/**
 * foyer_account_manager_new:
 * @data_dir: where accounts are kept; it need not exist
 * @cache_dir: where what can be fetched again is kept
 */
FoyerAccountManager *
foyer_account_manager_new (const char *data_dir, const char *cache_dir)
{
  FoyerAccountManager *self = g_object_new (FOYER_TYPE_ACCOUNT_MANAGER, NULL);

  self->accounts = foyer_accounts_new (data_dir, cache_dir);
  self->sample = foyer_sample_new (data_dir);
  return self;
}

FoyerSession *
foyer_account_manager_get_session (FoyerAccountManager *self)
{
  g_return_val_if_fail (FOYER_IS_ACCOUNT_MANAGER (self), NULL);

  return self->session;
}

GListModel *
foyer_account_manager_get_accounts (FoyerAccountManager *self)
{
  g_return_val_if_fail (FOYER_IS_ACCOUNT_MANAGER (self), NULL);

  return G_LIST_MODEL (self->list);
}

/**
 * foyer_account_manager_find:
 * @self: the manager
 * @uuid: an account's UUID
 *
 * Returns: (transfer full) (nullable): the account, as far as accounts were listed
 */
FoyerAccount *
foyer_account_manager_find (FoyerAccountManager *self, const char *uuid)
{
  g_return_val_if_fail (FOYER_IS_ACCOUNT_MANAGER (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->list)); i++)
    {
      g_autoptr (FoyerAccount) account = g_list_model_get_item (G_LIST_MODEL (self->list), i);

      if (g_str_equal (foyer_account_get_uuid (account), uuid))
        return g_steal_pointer (&account);
    }
  return NULL;
}

gboolean
foyer_account_manager_get_busy (FoyerAccountManager *self)
{
  g_return_val_if_fail (FOYER_IS_ACCOUNT_MANAGER (self), FALSE);

  return self->busy;
}

/**
 * foyer_account_manager_change_async:
 * @self: the manager, not busy
 * @change: what to do
 * @account: (nullable): the account it is about, where it is about one
 * @secret: (nullable): its secret; %NULL asks the keyring
 * @cancellable: (nullable): a cancellable; what was closed stays closed
 * @callback: called when it is done
 * @user_data: for @callback
 */
void
foyer_account_manager_change_async (FoyerAccountManager *self,
                                    FoyerAccountChange change,
                                    FoyerAccount *account,
                                    const char *secret,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task;
  Change *data;

  g_return_if_fail (FOYER_IS_ACCOUNT_MANAGER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_account_manager_change_async);
  data = g_new0 (Change, 1);
  data->change = change;
  data->steps = steps_of_change[change];
  data->account = account != NULL ? g_object_ref (account) : NULL;
  data->secret = g_strdup (secret);
  g_task_set_task_data (task, data, change_free);

  if (self->busy)
    {
      g_task_return_error (task, foyer_error_new (FOYER_ERROR_IN_USE, "Another change of accounts is under way"));
      g_object_unref (task);
      return;
    }
  if (change == FOYER_ACCOUNT_OPEN && foyer_account_get_is_sample (account))
    data->steps |= STEP_START_SAMPLE;
  set_busy (self, TRUE);
  take_next_step (task);
}

/**
 * foyer_account_manager_change_finish:
 * @self: the manager
 * @result: what the callback was given
 * @secret_kept: (out) (optional): whether a keyring took the secret of an account that was added
 * @error: a FOYER_ERROR, or cancelled
 *
 * Returns: whether it was done
 */
gboolean
foyer_account_manager_change_finish (FoyerAccountManager *self,
                                     GAsyncResult *result,
                                     gboolean *secret_kept,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (secret_kept != NULL)
    *secret_kept = ((Change *) g_task_get_task_data (G_TASK (result)))->secret_kept;
  return g_task_propagate_boolean (G_TASK (result), error);
}
