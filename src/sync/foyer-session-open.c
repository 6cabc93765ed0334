/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens an account's two files, each on its worker, and fills the session from them. The network is not asked. */

#include "foyer-session-private.h"

#include "foyer-draft-store.h"
#include "foyer-lead-cache.h"
#include "foyer-outbox-private.h"
#include "foyer-picklist-cache.h"
#include "foyer-setting-store.h"

/* What opening waits for: the first error stands for all, and is told when the last has answered. */
typedef struct
{
  guint n_waiting;
  GError *error;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_clear_error (&opening->error);
  g_free (opening);
}

static void
begin_part (GTask *task)
{
  Opening *opening = g_task_get_task_data (task);

  opening->n_waiting++;
  g_object_ref (task);
}

/* Takes the error, and the part's reference on the task. */
static void
end_part (GTask *task, GError *error)
{
  Opening *opening = g_task_get_task_data (task);

  if (opening->error == NULL)
    opening->error = error;
  else
    g_clear_error (&error);

  if (--opening->n_waiting == 0)
    {
      if (opening->error != NULL)
        g_task_return_error (task, g_steal_pointer (&opening->error));
      else
        g_task_return_boolean (task, TRUE);
    }
  g_object_unref (task);
}

/* What is damaged there is fetched again: no reason to keep the account closed. */
static void
end_mirror_part (GTask *task, GError *error)
{
  if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_DAMAGED))
    g_clear_error (&error);
  end_part (task, error);
}

static void
drafts_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FoyerSession *self = g_task_get_source_object (user_data);
  g_autoptr (GPtrArray) drafts = NULL;
  GError *error = NULL;
  guint n_unreadable = 0;

  drafts = foyer_draft_store_list_finish (FOYER_PRECIOUS_FILE (source), result, &n_unreadable, &error);
  if (drafts != NULL)
    g_list_store_splice (self->drafts, 0, 0, drafts->pdata, drafts->len);
  if (n_unreadable > 0)
    g_message ("%u drafts cannot be read; they stay in the file", n_unreadable);
  end_part (user_data, error);
}

static void
field_names_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FoyerSession *self = g_task_get_source_object (user_data);
  GError *error = NULL;
  g_autoptr (GHashTable) names = NULL;
  GHashTableIter iter;
  gpointer number, name;

  names = foyer_setting_store_list_field_names_finish (FOYER_PRECIOUS_FILE (source), result, &error);
  if (names != NULL)
    {
      g_hash_table_iter_init (&iter, names);
      while (g_hash_table_iter_next (&iter, &number, &name))
        g_hash_table_replace (self->field_names, g_memdup2 (number, sizeof (gint64)), g_strdup (name));
    }
  end_part (user_data, error);
}

/* What was found out about an account that is not kept. */
static void
abilities_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FoyerSession *self = g_task_get_source_object (user_data);
  GError *error = NULL;
  g_autofree char *abilities = foyer_setting_store_get_finish (FOYER_PRECIOUS_FILE (source), result, &error);

  if (abilities != NULL && foyer_account_get_checked (self->account) == 0)
    foyer_account_set_abilities (self->account, (FoyerAbilities) g_ascii_strtoull (abilities, NULL, 10));
  end_part (user_data, error);
}

static void
note_drafts_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  foyer_session_load_note_drafts_finish (g_task_get_source_object (user_data), result, &error);
  end_part (user_data, error);
}

static void
account_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  foyer_account_store_save_finish (FOYER_ACCOUNT_STORE (source), result, &error);
  end_part (user_data, error);
}

/* The account itself was in the file that was set aside. One that was never kept, given on a command line, was not. */
static void
keep_account_anew (FoyerSession *self, GTask *task)
{
  if (self->set_aside == NULL
      || (foyer_account_get_checked (self->account) == 0 && !foyer_account_get_is_sample (self->account)))
    return;
  begin_part (task);
  foyer_account_store_save_async (self->account_store, self->account, NULL, account_saved_cb, task);
}

static void
outbox_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  foyer_outbox_open_finish (FOYER_OUTBOX (source), result, &error);
  end_part (user_data, error);
}

static void
precious_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FoyerSession *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (foyer_precious_file_open_finish (self->precious, result, &self->set_aside, &error))
    {
      begin_part (task);
      foyer_draft_store_list_async (self->precious, NULL, drafts_listed_cb, task);
      begin_part (task);
      foyer_outbox_open_async (self->outbox, NULL, outbox_opened_cb, task);
      begin_part (task);
      foyer_setting_store_list_field_names_async (self->precious, NULL, field_names_listed_cb, task);
      begin_part (task);
      foyer_setting_store_get_async (self->precious, FOYER_SETTING_ABILITIES, NULL, abilities_loaded_cb, task);
      begin_part (task);
      foyer_session_load_note_drafts_async (self, note_drafts_loaded_cb, task);
      keep_account_anew (self, task);
    }
  else
    g_clear_object (&self->precious);
  end_part (task, error);
}

static void
picklists_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FoyerSession *self = g_task_get_source_object (user_data);
  GError *error = NULL;

  foyer_picklist_cache_load_finish (FOYER_MIRROR_FILE (source), result, self->picklists, &error);
  end_mirror_part (user_data, error);
}

static void
leads_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FoyerSession *self = g_task_get_source_object (user_data);
  GError *error = NULL;
  g_autoptr (GPtrArray) leads = foyer_lead_cache_list_finish (FOYER_MIRROR_FILE (source), result, &error);

  if (leads != NULL)
    {
      foyer_session_know_leads (self, leads);
      foyer_session_show_leads (self, leads);
    }
  end_mirror_part (user_data, error);
}

static void
mirror_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  FoyerSession *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (foyer_mirror_file_open_finish (self->mirror, result, &error))
    {
      begin_part (task);
      foyer_picklist_cache_load_async (self->mirror, NULL, picklists_loaded_cb, task);
      begin_part (task);
      foyer_lead_cache_list_async (self->mirror, NULL, FOYER_N_NEWEST_LEADS, NULL, leads_listed_cb, task);
    }
  else
    foyer_session_drop_mirror (self);
  end_part (task, error);
}

/* Not cancelled half way: a file that was opened is a file to close. */
void
foyer_session_open_async (FoyerSession *self,
                          const char *data_dir,
                          const char *cache_dir,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  const char *uuid = foyer_account_get_uuid (self->account);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, foyer_session_open_async);
  g_task_set_task_data (task, g_new0 (Opening, 1), opening_free);

  self->precious = foyer_precious_file_new (data_dir, uuid);
  self->mirror = foyer_mirror_file_new (cache_dir, uuid);
  foyer_session_watch_mirror (self);
  begin_part (task);
  foyer_precious_file_open_async (self->precious, NULL, precious_opened_cb, task);
  begin_part (task);
  foyer_mirror_file_open_async (self->mirror, NULL, mirror_opened_cb, task);
}

gboolean
foyer_session_open_finish (FoyerSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
