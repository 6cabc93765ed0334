/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sample data: the sandbox on a thread of its own in this process, behind an account like any other. What is
 * entered goes to a journal in that account's folder, so that it is there again at the next start and gone with the
 * account. */

#include "config.h"

#include "foyer-sample.h"

#include "foyer-error.h"
#include "foyer-sandbox-thread.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define N_LEADS 250

/* What a check of it would find out; it is our own and needs none. */
#define ALL_ABILITIES ((FoyerAbilities) (FOYER_ABILITY_READ_OWN_NOTE_BACK * 2 - 1))

struct _FoyerSample
{
  GObject parent_instance;

  /* owned */
  char *data_dir;
  FoyerSandboxThread *sandbox; /* nullable: it does not run */
};

G_DEFINE_FINAL_TYPE (FoyerSample, foyer_sample, G_TYPE_OBJECT)

static char *
build_folder (FoyerSample *self, FoyerAccount *account)
{
  return g_build_filename (self->data_dir, "accounts", foyer_account_get_uuid (account), NULL);
}

static void
make_folder_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *folder = build_folder (source, data);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, foyer_error_new (FOYER_ERROR_STORE, "Cannot make a folder: %s", g_strerror (errno)));
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSample *self = g_task_get_source_object (task);
  FoyerAccount *account = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (!foyer_sandbox_thread_start_finish (FOYER_SANDBOX_THREAD (source), result, &error))
    {
      g_clear_object (&self->sandbox);
      g_task_return_error (task, foyer_error_new (FOYER_ERROR_STORE, "The sandbox: %s", error->message));
      return;
    }
  foyer_account_set_address (account, foyer_sandbox_thread_get_address (self->sandbox));
  g_task_return_boolean (task, TRUE);
}

static void
folder_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FoyerSample *self = FOYER_SAMPLE (source);
  g_autoptr (GTask) task = user_data;
  g_autofree char *folder = build_folder (self, g_task_get_task_data (task));
  g_autofree char *journal = g_build_filename (folder, "sample-journal", NULL);
  FoyerSandboxOptions options = FOYER_SANDBOX_OPTIONS_INIT;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  options.secret = FOYER_SAMPLE_SECRET;
  options.journal = journal;
  options.leads = N_LEADS;
  self->sandbox = foyer_sandbox_thread_new (&options);
  foyer_sandbox_thread_start_async (self->sandbox, started_cb, g_steal_pointer (&task));
}

static void
stop_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  foyer_sandbox_thread_stop (data);
  g_task_return_boolean (task, TRUE);
}

static void
foyer_sample_finalize (GObject *object)
{
  FoyerSample *self = FOYER_SAMPLE (object);

  g_clear_object (&self->sandbox);
  g_free (self->data_dir);

  G_OBJECT_CLASS (foyer_sample_parent_class)->finalize (object);
}

static void
foyer_sample_class_init (FoyerSampleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_sample_finalize;
}

static void
foyer_sample_init (FoyerSample *self)
{
}

/**
 * foyer_sample_new:
 * @data_dir: where accounts are kept
 */
FoyerSample *
foyer_sample_new (const char *data_dir)
{
  FoyerSample *self = g_object_new (FOYER_TYPE_SAMPLE, NULL);

  self->data_dir = g_strdup (data_dir);
  return self;
}

/**
 * foyer_sample_make_account:
 * @self: the sample data
 *
 * Returns: (transfer full): a new account for it, with a folder of its own
 */
FoyerAccount *
foyer_sample_make_account (FoyerSample *self)
{
  FoyerAccount *account = foyer_account_new (NULL);

  foyer_account_set_is_sample (account, TRUE);
  foyer_account_set_title (account, C_ ("account", "Sample data"));
  foyer_account_set_key (account, FOYER_SANDBOX_DEFAULT_KEY);
  foyer_account_set_abilities (account, ALL_ABILITIES);
  foyer_account_set_checked (account, g_get_real_time () / G_USEC_PER_SEC);

  return account;
}

/**
 * foyer_sample_start_async:
 * @self: the sample data, not running
 * @account: its account, whose address is set when it runs: it is another one each time
 * @cancellable: (nullable): a cancellable
 * @callback: called when it answers requests
 * @user_data: for @callback
 */
void
foyer_sample_start_async (FoyerSample *self,
                          FoyerAccount *account,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task;
  g_autoptr (GTask) folder_task = NULL;

  g_return_if_fail (FOYER_IS_SAMPLE (self));
  g_return_if_fail (self->sandbox == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, foyer_sample_start_async);
  g_task_set_task_data (task, g_object_ref (account), g_object_unref);

  folder_task = g_task_new (self, cancellable, folder_made_cb, task);
  g_task_set_source_tag (folder_task, foyer_sample_start_async);
  g_task_set_task_data (folder_task, g_object_ref (account), g_object_unref);
  g_task_run_in_thread (folder_task, make_folder_on_thread);
}

/**
 * foyer_sample_start_finish:
 * @self: the sample data
 * @result: what the callback was given
 * @error: %FOYER_ERROR_STORE when its journal or a port cannot be had
 *
 * Returns: whether it runs
 */
gboolean
foyer_sample_start_finish (FoyerSample *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * foyer_sample_stop_async:
 * @self: the sample data
 * @callback: called when it does not run (any more)
 * @user_data: for @callback
 */
void
foyer_sample_stop_async (FoyerSample *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FOYER_IS_SAMPLE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, foyer_sample_stop_async);
  if (self->sandbox == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_task_set_task_data (task, g_steal_pointer (&self->sandbox), g_object_unref);
  g_task_run_in_thread (task, stop_on_thread);
}

gboolean
foyer_sample_stop_finish (FoyerSample *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
