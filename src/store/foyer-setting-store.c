/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small things a person set for an account: names for its custom fields, and settings by name. */

#include "foyer-setting-store.h"

#include "foyer-precious-file-private.h"

typedef struct
{
  gint64 number;
  char *name;  /* nullable */
  char *value; /* nullable */
} Setting;

static void
setting_free (gpointer data)
{
  Setting *setting = data;

  g_free (setting->name);
  g_free (setting->value);
  g_free (setting);
}

static Setting *
setting_new (gint64 number, const char *name, const char *value)
{
  Setting *setting = g_new0 (Setting, 1);

  setting->number = number;
  setting->name = g_strdup (name);
  setting->value = g_strdup (value);
  return setting;
}

static gpointer
list_field_names (FoyerDatabase *database, gpointer data, GError **error)
{
  g_autoptr (FoyerStatement)
      statement = foyer_database_prepare (database, "SELECT number, name FROM custom_field", error);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return NULL;
  while (foyer_statement_next (statement, &local_error))
    {
      gint64 number = foyer_statement_get_int64 (statement, 0);
      const char *name = foyer_statement_get_text (statement, 1);

      if (name != NULL)
        g_hash_table_insert (names, g_memdup2 (&number, sizeof number), g_strdup (name));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&names);
}

static gpointer
set_field_name (FoyerDatabase *database, gpointer data, GError **error)
{
  const Setting *setting = data;
  g_autoptr (FoyerStatement) statement = NULL;

  statement = foyer_database_prepare (database,
                                      setting->name != NULL ? "INSERT INTO custom_field (number, name) VALUES (?1, ?2)"
                                                              " ON CONFLICT (number) DO UPDATE SET name = ?2"
                                                            : "DELETE FROM custom_field WHERE number = ?1",
                                      error);
  if (statement == NULL)
    return NULL;
  foyer_statement_bind_int64 (statement, 1, setting->number);
  if (setting->name != NULL)
    foyer_statement_bind_text (statement, 2, setting->name);
  return foyer_statement_run (statement, error) ? FOYER_DATABASE_DONE : NULL;
}

static gpointer
get_setting (FoyerDatabase *database, gpointer data, GError **error)
{
  const Setting *setting = data;
  g_autoptr (FoyerStatement)
      statement = foyer_database_prepare (database, "SELECT value FROM setting WHERE name = ?1", error);

  if (statement == NULL)
    return NULL;
  foyer_statement_bind_text (statement, 1, setting->name);
  return foyer_statement_next (statement, error) ? g_strdup (foyer_statement_get_text (statement, 0)) : NULL;
}

static gpointer
set_setting (FoyerDatabase *database, gpointer data, GError **error)
{
  const Setting *setting = data;
  g_autoptr (FoyerStatement) statement = NULL;

  statement = foyer_database_prepare (database,
                                      setting->value != NULL ? "INSERT INTO setting (name, value) VALUES (?1, ?2)"
                                                               " ON CONFLICT (name) DO UPDATE SET value = ?2"
                                                             : "DELETE FROM setting WHERE name = ?1",
                                      error);
  if (statement == NULL)
    return NULL;
  foyer_statement_bind_text (statement, 1, setting->name);
  if (setting->value != NULL)
    foyer_statement_bind_text (statement, 2, setting->value);
  return foyer_statement_run (statement, error) ? FOYER_DATABASE_DONE : NULL;
}

void
foyer_setting_store_list_field_names_async (FoyerPreciousFile *file,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_PRECIOUS_FILE (file));

  g_task_set_source_tag (task, foyer_setting_store_list_field_names_async);
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, list_field_names, NULL, NULL,
                             (GDestroyNotify) g_hash_table_unref);
}

/**
 * foyer_setting_store_list_field_names_finish:
 *
 * Returns: (transfer full) (element-type gint64 utf8): the person's own name for each custom field that has one
 */
GHashTable *
foyer_setting_store_list_field_names_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * foyer_setting_store_set_field_name_async:
 * @number: the platform's number of the custom field
 * @name: (nullable): what the person calls it; `NULL` forgets that
 */
void
foyer_setting_store_set_field_name_async (FoyerPreciousFile *file,
                                          gint64 number,
                                          const char *name,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_PRECIOUS_FILE (file));

  g_task_set_source_tag (task, foyer_setting_store_set_field_name_async);
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, set_field_name,
                             setting_new (number, name, NULL), setting_free, NULL);
}

gboolean
foyer_setting_store_set_field_name_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

void
foyer_setting_store_get_async (FoyerPreciousFile *file,
                               const char *name,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_PRECIOUS_FILE (file));
  g_return_if_fail (name != NULL);

  g_task_set_source_tag (task, foyer_setting_store_get_async);
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, get_setting, setting_new (0, name, NULL),
                             setting_free, g_free);
}

/**
 * foyer_setting_store_get_finish:
 *
 * Returns: (transfer full) (nullable): the value, or `NULL` without an error when it was never set
 */
char *
foyer_setting_store_get_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * foyer_setting_store_set_async:
 * @value: (nullable): the value; `NULL` forgets it
 */
void
foyer_setting_store_set_async (FoyerPreciousFile *file,
                               const char *name,
                               const char *value,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_return_if_fail (FOYER_IS_PRECIOUS_FILE (file));
  g_return_if_fail (name != NULL);

  g_task_set_source_tag (task, foyer_setting_store_set_async);
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, set_setting, setting_new (0, name, value),
                             setting_free, NULL);
}

gboolean
foyer_setting_store_set_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}
