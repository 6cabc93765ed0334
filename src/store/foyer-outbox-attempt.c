/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The attempts to send the rows of the outbox, for those who look for what became of them. */

#include "foyer-outbox-attempt.h"

#include "foyer-precious-file-private.h"

void
foyer_outbox_attempt_free (FoyerOutboxAttempt *self)
{
  g_free (self->row);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->verdict);
  g_free (self->reason);
  g_free (self);
}

static gpointer
list (FoyerDatabase *database, gpointer data, GError **error)
{
  const char *uuid = data;
  g_autoptr (FoyerStatement) statement = foyer_database_prepare (
      database,
      uuid != NULL ? "SELECT row, n, body, signed, began, ended, verdict, reason, settled FROM attempt WHERE row = ?1"
                     " ORDER BY n"
                   : "SELECT row, n, body, signed, began, ended, verdict, reason, settled FROM attempt"
                     " ORDER BY began, row, n",
      error);
  g_autoptr (GPtrArray) attempts = g_ptr_array_new_with_free_func ((GDestroyNotify) foyer_outbox_attempt_free);
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return NULL;
  if (uuid != NULL)
    foyer_statement_bind_text (statement, 1, uuid);
  while (foyer_statement_next (statement, &local_error))
    {
      FoyerOutboxAttempt *attempt = g_new0 (FoyerOutboxAttempt, 1);

      attempt->row = g_strdup (foyer_statement_get_text (statement, 0));
      attempt->n = (guint) foyer_statement_get_int64 (statement, 1);
      attempt->body = foyer_statement_get_bytes (statement, 2);
      attempt->signed_at = foyer_statement_get_int64 (statement, 3);
      attempt->began = foyer_statement_get_int64 (statement, 4);
      attempt->ended = foyer_statement_get_int64 (statement, 5);
      attempt->verdict = g_strdup (foyer_statement_get_text (statement, 6));
      attempt->reason = g_strdup (foyer_statement_get_text (statement, 7));
      attempt->is_settled = foyer_statement_get_int64 (statement, 8) != 0;
      g_ptr_array_add (attempts, attempt);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&attempts);
}

void
foyer_outbox_attempt_list_async (FoyerPreciousFile *file,
                                 const char *uuid,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_task_set_source_tag (task, foyer_outbox_attempt_list_async);
  foyer_database_thread_run (foyer_precious_file_get_thread (file), task, list, g_strdup (uuid), g_free,
                             (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
foyer_outbox_attempt_list_finish (FoyerPreciousFile *file, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, file), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
