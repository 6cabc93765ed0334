/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An account that is open: its files, its client, and what is wrong with it. What can be done with it is in the files
 * beside this one, one concern each. */

#include "foyer-session-private.h"

#include "foyer-keyring.h"
#include "foyer-outbox-private.h"

enum
{
  PROP_ACCOUNT = 1,
  PROP_PICKLISTS,
  PROP_NEWEST_LEADS,
  PROP_DRAFTS,
  PROP_OUTBOX,
  PROP_TROUBLE,
  N_PROPS,
};

enum
{
  MIRROR_REBUILT,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_ENUM_TYPE (FoyerTrouble,
                    foyer_trouble,
                    G_DEFINE_ENUM_VALUE (FOYER_TROUBLE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (FOYER_TROUBLE_OFFLINE, "offline"),
                    G_DEFINE_ENUM_VALUE (FOYER_TROUBLE_CLOCK, "clock"),
                    G_DEFINE_ENUM_VALUE (FOYER_TROUBLE_UNAUTHORIZED, "unauthorized"),
                    G_DEFINE_ENUM_VALUE (FOYER_TROUBLE_FORBIDDEN, "forbidden"),
                    G_DEFINE_ENUM_VALUE (FOYER_TROUBLE_NO_SECRET, "no-secret"))

G_DEFINE_FINAL_TYPE (FoyerSession, foyer_session, G_TYPE_OBJECT)

/* What a call is cancelled by besides its caller, for as long as it runs. */
typedef struct
{
  FoyerSession *session; /* owned */
  GCancellable *outer;
  gulong outer_id;
  gulong closing_id;
} Run;

static void continue_close (FoyerSession *self);

static void
run_completed_cb (GTask *task, GParamSpec *pspec, gpointer user_data)
{
  Run *run = user_data;
  g_autoptr (FoyerSession) self = run->session;

  g_clear_signal_handler (&run->outer_id, run->outer);
  g_clear_signal_handler (&run->closing_id, self->closing);
  g_clear_object (&run->outer);
  g_free (run);
  self->n_running--;
  continue_close (self);
}

static void
pass_on_cancel_cb (GCancellable *outer, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
note_close_error (FoyerSession *self, GError *error)
{
  if (error == NULL)
    return;
  if (g_task_get_task_data (self->close_task) == NULL)
    g_task_set_task_data (self->close_task, error, (GDestroyNotify) g_error_free);
  else
    g_error_free (error);
}

static void
end_close (FoyerSession *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->close_task);

  if (g_task_get_task_data (task) != NULL)
    g_task_return_error (task, g_error_copy (g_task_get_task_data (task)));
  else
    g_task_return_boolean (task, TRUE);
}

static void
mirror_closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerSession) self = user_data;
  GError *error = NULL;

  foyer_mirror_file_close_finish (FOYER_MIRROR_FILE (source), result, &error);
  note_close_error (self, error);
  end_close (self);
}

static void
close_mirror (FoyerSession *self)
{
  if (self->mirror != NULL)
    foyer_mirror_file_close_async (self->mirror, NULL, mirror_closed_cb, g_object_ref (self));
  else
    end_close (self);
}

static void
precious_closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerSession) self = user_data;
  GError *error = NULL;

  foyer_precious_file_close_finish (FOYER_PRECIOUS_FILE (source), result, &error);
  note_close_error (self, error);
  close_mirror (self);
}

/* The files stay: what is asked of them once they are closed is answered with an error. */
static void
continue_close (FoyerSession *self)
{
  if (self->close_task == NULL || self->n_running > 0 || self->is_closed)
    return;
  self->is_closed = TRUE;
  foyer_outbox_close (self->outbox);
  if (self->precious != NULL)
    foyer_precious_file_close_async (self->precious, NULL, precious_closed_cb, g_object_ref (self));
  else
    close_mirror (self);
}

static void
foyer_session_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerSession *self = FOYER_SESSION (object);

  switch (id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_PICKLISTS:
      g_value_set_object (value, self->picklists);
      break;
    case PROP_NEWEST_LEADS:
      g_value_set_object (value, self->newest_leads);
      break;
    case PROP_DRAFTS:
      g_value_set_object (value, self->drafts);
      break;
    case PROP_OUTBOX:
      g_value_set_object (value, self->outbox);
      break;
    case PROP_TROUBLE:
      g_value_set_enum (value, self->shown_trouble);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
foyer_session_dispose (GObject *object)
{
  FoyerSession *self = FOYER_SESSION (object);

  g_clear_handle_id (&self->patience_id, g_source_remove);
  g_clear_object (&self->monitor);
  if (self->outbox != NULL)
    foyer_outbox_close (self->outbox);
  g_clear_object (&self->client);
  g_clear_object (&self->lead_service);
  g_clear_object (&self->directory_service);
  g_clear_object (&self->picklist_service);
  g_clear_object (&self->note_service);
  foyer_session_clear_mirror (self);
  g_clear_object (&self->precious);
  foyer_session_drop_mirror (self);
  g_clear_object (&self->account_store);
  g_clear_pointer (&self->secret, foyer_keyring_wipe);
  G_OBJECT_CLASS (foyer_session_parent_class)->dispose (object);
}

static void
foyer_session_finalize (GObject *object)
{
  FoyerSession *self = FOYER_SESSION (object);

  g_clear_object (&self->outbox);
  g_clear_object (&self->account);
  g_clear_object (&self->picklists);
  g_clear_object (&self->newest_leads);
  g_clear_object (&self->drafts);
  g_clear_object (&self->closing);
  g_clear_pointer (&self->field_names, g_hash_table_unref);
  g_clear_pointer (&self->note_drafts, g_hash_table_unref);
  g_clear_pointer (&self->arrived_leads, g_hash_table_unref);
  g_clear_pointer (&self->known_leads, g_hash_table_unref);
  g_clear_pointer (&self->attempts, g_hash_table_unref);
  g_clear_pointer (&self->lead_lists, g_ptr_array_unref);
  g_clear_pointer (&self->pending, g_array_unref);
  g_clear_pointer (&self->uncertain_notes, g_hash_table_unref);
  g_clear_pointer (&self->set_aside, g_free);
  g_clear_error (&self->client_error);
  G_OBJECT_CLASS (foyer_session_parent_class)->finalize (object);
}

static void
foyer_session_class_init (FoyerSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = foyer_session_get_property;
  object_class->dispose = foyer_session_dispose;
  object_class->finalize = foyer_session_finalize;

  properties[PROP_ACCOUNT] = g_param_spec_object ("account", NULL, NULL, FOYER_TYPE_ACCOUNT, flags);
  properties[PROP_PICKLISTS] = g_param_spec_object ("picklists", NULL, NULL, FOYER_TYPE_PICKLISTS, flags);
  properties[PROP_NEWEST_LEADS] = g_param_spec_object ("newest-leads", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_DRAFTS] = g_param_spec_object ("drafts", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_OUTBOX] = g_param_spec_object ("outbox", NULL, NULL, FOYER_TYPE_OUTBOX, flags);
  properties[PROP_TROUBLE] = g_param_spec_enum ("trouble", NULL, NULL, FOYER_TYPE_TROUBLE, FOYER_TROUBLE_NONE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * FoyerSession::mirror-rebuilt:
   *
   * What was fetched before was damaged and is gone; it is being fetched again.
   */
  signals[MIRROR_REBUILT] = g_signal_new ("mirror-rebuilt", FOYER_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
}

static void
foyer_session_init (FoyerSession *self)
{
  self->picklists = foyer_picklists_new ();
  self->newest_leads = g_list_store_new (FOYER_TYPE_LEAD);
  self->drafts = g_list_store_new (FOYER_TYPE_DRAFT);
  self->field_names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->note_drafts = foyer_note_drafts_new ();
  self->arrived_leads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->known_leads = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->attempts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->closing = g_cancellable_new ();
  self->knowledge = 1;
  self->secret_state = FOYER_SECRET_NONE;
  self->shown_trouble = FOYER_TROUBLE_NO_SECRET;
  g_queue_init (&self->waiting);
}

FoyerSession *
foyer_session_new (FoyerAccount *account, FoyerAccountStore *account_store)
{
  FoyerSession *self = g_object_new (FOYER_TYPE_SESSION, NULL);

  self->account = g_object_ref (account);
  self->account_store = g_object_ref (account_store);
  self->outbox = foyer_outbox_new (self);
  foyer_session_init_mirror (self);
  foyer_session_watch_platform (self);
  return self;
}

void
foyer_session_tell_mirror_rebuilt (FoyerSession *self)
{
  g_signal_emit (self, signals[MIRROR_REBUILT], 0);
}

/* A task this session waits for when it closes. With ends_with_session its cancellable is cancelled by closing, too. */
GTask *
foyer_session_start_for (FoyerSession *self,
                         gpointer source,
                         gboolean ends_with_session,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data,
                         gpointer tag)
{
  g_autoptr (GCancellable) either = NULL;
  Run *run = g_new0 (Run, 1);
  GTask *task;

  run->session = g_object_ref (self);
  if (ends_with_session)
    {
      either = g_cancellable_new ();
      run->closing_id = g_cancellable_connect (self->closing, G_CALLBACK (pass_on_cancel_cb), g_object_ref (either),
                                               g_object_unref);
      if (cancellable != NULL)
        {
          run->outer = g_object_ref (cancellable);
          run->outer_id = g_cancellable_connect (cancellable, G_CALLBACK (pass_on_cancel_cb), g_object_ref (either),
                                                 g_object_unref);
        }
    }

  task = g_task_new (source, ends_with_session ? either : cancellable, callback, user_data);
  g_task_set_source_tag (task, tag);
  self->n_running++;
  g_signal_connect (task, "notify::completed", G_CALLBACK (run_completed_cb), run);
  return task;
}

GTask *
foyer_session_start (FoyerSession *self,
                     gboolean ends_with_session,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data,
                     gpointer tag)
{
  return foyer_session_start_for (self, self, ends_with_session, cancellable, callback, user_data, tag);
}

FoyerAccount *
foyer_session_get_account (FoyerSession *self)
{
  g_return_val_if_fail (FOYER_IS_SESSION (self), NULL);
  return self->account;
}

FoyerPicklists *
foyer_session_get_picklists (FoyerSession *self)
{
  g_return_val_if_fail (FOYER_IS_SESSION (self), NULL);
  return self->picklists;
}

GListModel *
foyer_session_get_newest_leads (FoyerSession *self)
{
  g_return_val_if_fail (FOYER_IS_SESSION (self), NULL);
  return G_LIST_MODEL (self->newest_leads);
}

GListModel *
foyer_session_get_drafts (FoyerSession *self)
{
  g_return_val_if_fail (FOYER_IS_SESSION (self), NULL);
  return G_LIST_MODEL (self->drafts);
}

/**
 * foyer_session_get_outbox:
 *
 * Returns: (transfer none): the pending changes; not to be used after the session is closed
 */
FoyerOutbox *
foyer_session_get_outbox (FoyerSession *self)
{
  g_return_val_if_fail (FOYER_IS_SESSION (self), NULL);
  return self->outbox;
}

FoyerTrouble
foyer_session_get_trouble (FoyerSession *self)
{
  g_return_val_if_fail (FOYER_IS_SESSION (self), FOYER_TROUBLE_NONE);
  return self->shown_trouble;
}

/**
 * foyer_session_get_set_aside:
 *
 * Returns: (nullable): where the account's damaged file was put when the session was opened, for the person to be told
 */
const char *
foyer_session_get_set_aside (FoyerSession *self)
{
  g_return_val_if_fail (FOYER_IS_SESSION (self), NULL);
  return self->set_aside;
}

/**
 * foyer_session_close_async:
 *
 * Ends what only asks, waits for what is being saved or written, and closes the files.
 */
void
foyer_session_close_async (FoyerSession *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (FOYER_IS_SESSION (self));
  g_return_if_fail (self->close_task == NULL);

  self->close_task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->close_task, foyer_session_close_async);
  g_cancellable_cancel (self->closing);
  if (self->secret_state == FOYER_SECRET_ASKING)
    foyer_session_secret_answered (self, NULL);
  continue_close (self);
}

gboolean
foyer_session_close_finish (FoyerSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
