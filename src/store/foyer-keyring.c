/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The secrets of the accounts, in the person's keyring, through libsecret's simple calls: nothing else of it works
 * inside a Flatpak without a hole in the box. A keyring can be missing, stay locked, or never answer; none of these
 * holds anybody up for ever. */

#include "foyer-keyring.h"

#include <libsecret/secret.h>

#include "foyer-error.h"

#define ATTRIBUTE "account"

struct _FoyerKeyring
{
  GObject parent_instance;

  guint deadline;
};

/* One call. It outlives its task, since libsecret may call back after the deadline. */
typedef struct
{
  /* owned */
  GTask *task;               /* nullable: it has returned */
  GCancellable *cancellable; /* libsecret's */
  GSource *deadline;         /* nullable */
  GSource *cancelled;        /* nullable */
} Call;

G_DEFINE_FINAL_TYPE (FoyerKeyring, foyer_keyring, G_TYPE_OBJECT)

static const SecretSchema schema = {
  "io.github.foyer_crm.Foyer.Account",
  SECRET_SCHEMA_NONE,
  { { ATTRIBUTE, SECRET_SCHEMA_ATTRIBUTE_STRING }, { NULL, 0 } },
};

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

/* Hands out the task to return through, once; afterwards NULL. */
static GTask *
call_take_task (Call *call)
{
  clear_source (&call->deadline);
  clear_source (&call->cancelled);
  return g_steal_pointer (&call->task);
}

static void
call_free (Call *call)
{
  g_object_unref (call->cancellable);
  g_free (call);
}

static gboolean
deadline_cb (gpointer user_data)
{
  Call *call = user_data;
  g_autoptr (GTask) task = call_take_task (call);

  g_cancellable_cancel (call->cancellable);
  g_task_return_error (task, foyer_error_new (FOYER_ERROR_KEYRING, "The keyring did not answer in time"));
  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  Call *call = user_data;
  g_autoptr (GTask) task = call_take_task (call);

  g_cancellable_cancel (call->cancellable);
  g_task_return_error_if_cancelled (task);
  return G_SOURCE_REMOVE;
}

static void
attach (GSource *source, GSourceFunc func, Call *call)
{
  g_source_set_callback (source, func, call, NULL);
  g_source_attach (source, g_task_get_context (call->task));
}

static Call *
call_new (FoyerKeyring *self,
          gpointer source_tag,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  Call *call = g_new0 (Call, 1);

  call->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (call->task, source_tag);
  call->cancellable = g_cancellable_new ();
  call->deadline = g_timeout_source_new (self->deadline);
  attach (call->deadline, deadline_cb, call);
  if (cancellable != NULL)
    {
      call->cancelled = g_cancellable_source_new (cancellable);
      attach (call->cancelled, G_SOURCE_FUNC (cancelled_cb), call);
    }
  return call;
}

static void
return_error (GTask *task, GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      GError *cause = error;

      error = foyer_error_new (FOYER_ERROR_KEYRING, "%s", cause->message);
      g_error_free (cause);
    }
  g_task_return_error (task, error);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Call *call = user_data;
  g_autoptr (GTask) task = call_take_task (call);
  GError *error = NULL;
  char *secret = secret_password_lookup_finish (result, &error);

  if (task == NULL)
    {
      secret_password_free (secret);
      g_clear_error (&error);
    }
  else if (error != NULL)
    return_error (task, error);
  else
    g_task_return_pointer (task, secret, (GDestroyNotify) secret_password_free);
  call_free (call);
}

static void
return_done (Call *call, GError *error)
{
  g_autoptr (GTask) task = call_take_task (call);

  if (task == NULL)
    g_clear_error (&error);
  else if (error != NULL)
    return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  call_free (call);
}

static void
stored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  secret_password_store_finish (result, &error);
  return_done (user_data, error);
}

static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  secret_password_clear_finish (result, &error);
  return_done (user_data, error);
}

static void
foyer_keyring_class_init (FoyerKeyringClass *klass)
{
}

static void
foyer_keyring_init (FoyerKeyring *self)
{
}

/**
 * foyer_keyring_new:
 * @deadline: how long a call may take, in milliseconds; `FOYER_KEYRING_DEADLINE` where a person may be asked to unlock
 * the keyring
 *
 * Returns: (transfer full): the way to the keyring
 */
FoyerKeyring *
foyer_keyring_new (guint deadline)
{
  FoyerKeyring *self = g_object_new (FOYER_TYPE_KEYRING, NULL);

  self->deadline = deadline;
  return self;
}

/**
 * foyer_keyring_store_async:
 * @label: what the person sees in the keyring
 * @secret: (not nullable): the secret of the account, in the place of an earlier one
 */
void
foyer_keyring_store_async (FoyerKeyring *self,
                           const char *account_uuid,
                           const char *label,
                           const char *secret,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Call *call;

  g_return_if_fail (FOYER_IS_KEYRING (self));
  g_return_if_fail (account_uuid != NULL);
  g_return_if_fail (label != NULL);
  g_return_if_fail (secret != NULL);

  call = call_new (self, foyer_keyring_store_async, cancellable, callback, user_data);
  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, secret, call->cancellable, stored_cb, call,
                         ATTRIBUTE, account_uuid, NULL);
}

/**
 * foyer_keyring_store_finish:
 *
 * Returns: whether it is kept; `FOYER_ERROR_KEYRING` when there is no keyring, or it stays locked
 */
gboolean
foyer_keyring_store_finish (FoyerKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
foyer_keyring_lookup_async (FoyerKeyring *self,
                            const char *account_uuid,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  Call *call;

  g_return_if_fail (FOYER_IS_KEYRING (self));
  g_return_if_fail (account_uuid != NULL);

  call = call_new (self, foyer_keyring_lookup_async, cancellable, callback, user_data);
  secret_password_lookup (&schema, call->cancellable, looked_up_cb, call, ATTRIBUTE, account_uuid, NULL);
}

/**
 * foyer_keyring_lookup_finish:
 *
 * Returns: (transfer full) (nullable): the secret, to be freed with foyer_keyring_wipe(), or `NULL` without an error
 * when the keyring has none; `FOYER_ERROR_KEYRING` when there is no keyring, or it stays locked
 */
char *
foyer_keyring_lookup_finish (FoyerKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * foyer_keyring_clear_async:
 *
 * Removes the secret of an account. One that is not there is fine.
 */
void
foyer_keyring_clear_async (FoyerKeyring *self,
                           const char *account_uuid,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  Call *call;

  g_return_if_fail (FOYER_IS_KEYRING (self));
  g_return_if_fail (account_uuid != NULL);

  call = call_new (self, foyer_keyring_clear_async, cancellable, callback, user_data);
  secret_password_clear (&schema, call->cancellable, cleared_cb, call, ATTRIBUTE, account_uuid, NULL);
}

gboolean
foyer_keyring_clear_finish (FoyerKeyring *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * foyer_keyring_wipe:
 * @secret: (nullable) (transfer full): a secret from foyer_keyring_lookup_finish(), or any string from g_malloc()
 *
 * Overwrites a secret and frees it.
 */
void
foyer_keyring_wipe (char *secret)
{
  secret_password_free (secret);
}
