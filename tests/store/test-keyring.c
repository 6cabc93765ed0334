/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keyring: libsecret's file back-end, no keyring at all, and one that never answers. */

#include <gio/gunixsocketaddress.h>
#include <string.h>

#include "foyer-keyring.h"
#include "store-testing.h"

static char *
lookup (FoyerKeyring *keyring, const char *uuid, GError **error)
{
  return foyer_keyring_lookup_finish (keyring, AWAIT (foyer_keyring_lookup_async, keyring, uuid), error);
}

/* Would catch: a secret that is lost, given to another account, not replaced, not removed, or in the file as it was
 * typed. */
static void
test_round_trip (void)
{
  g_autoptr (FoyerKeyring) keyring = foyer_keyring_new (FOYER_KEYRING_DEADLINE);
  const char *path = g_getenv ("SECRET_FILE_TEST_PATH");
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize size;
  char *secret;

  if (path == NULL)
    {
      g_test_skip ("only with the keyring's file back-end, as meson test runs it");
      return;
    }

  secret = lookup (keyring, "one", &error);
  g_assert_no_error (error);
  g_assert_null (secret);

  for (guint i = 0; i < 2; i++)
    {
      foyer_keyring_store_finish (
          keyring, AWAIT (foyer_keyring_store_async, keyring, "one", "Foyer: one", i == 0 ? "first" : "s3cr3t-ü"),
          &error);
      g_assert_no_error (error);
    }
  foyer_keyring_store_finish (keyring, AWAIT (foyer_keyring_store_async, keyring, "two", "Foyer: two", "other"),
                              &error);
  g_assert_no_error (error);

  secret = lookup (keyring, "one", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, "s3cr3t-ü");
  foyer_keyring_wipe (secret);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_null (memmem (bytes, size, "s3cr3t", 6));

  foyer_keyring_clear_finish (keyring, AWAIT (foyer_keyring_clear_async, keyring, "one"), &error);
  g_assert_no_error (error);
  foyer_keyring_clear_finish (keyring, AWAIT (foyer_keyring_clear_async, keyring, "one"), &error);
  g_assert_no_error (error);
  secret = lookup (keyring, "one", &error);
  g_assert_no_error (error);
  g_assert_null (secret);
  secret = lookup (keyring, "two", &error);
  g_assert_cmpstr (secret, ==, "other");
  foyer_keyring_wipe (secret);
}

/* Would catch: a desk without a keyring taken for one without a secret, or told as an error nobody can answer. */
static void
test_absent (void)
{
  g_autoptr (FoyerKeyring) keyring = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_test_subprocess ())
    {
      g_auto (GStrv) environment = g_get_environ ();

      environment = g_environ_unsetenv (environment, "SECRET_BACKEND");
      environment = g_environ_setenv (environment, "DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
      g_test_trap_subprocess_with_envp (NULL, (const char *const *) environment, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  keyring = foyer_keyring_new (FOYER_KEYRING_DEADLINE);
  g_assert_null (lookup (keyring, "one", &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_KEYRING);
  g_clear_error (&error);
  g_assert_false (foyer_keyring_store_finish (
      keyring, AWAIT (foyer_keyring_store_async, keyring, "one", "Foyer: one", "secret"), &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_KEYRING);
}

static void
answer_nothing (FoyerKeyring *keyring)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GAsyncResult *answer = NULL;

  g_assert_null (lookup (keyring, "one", &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_KEYRING);
  g_clear_error (&error);

  g_clear_object (&keyring);
  keyring = foyer_keyring_new (FOYER_KEYRING_DEADLINE);
  foyer_keyring_clear_async (keyring, "one", cancellable, got_answer_cb, &answer);
  g_idle_add_once ((GSourceOnceFunc) g_cancellable_cancel, cancellable);
  g_assert_false (foyer_keyring_clear_finish (keyring, await_answer (&answer), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_object_unref (keyring);
}

/* Would catch: a bus that takes the connection and says nothing, which makes Foyer wait for ever, or not be cancelled.
 */
static void
test_silent (void)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *address = NULL;
  g_auto (GStrv) environment = NULL;
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GSocketAddress) socket_address = NULL;
  g_autoptr (GError) error = NULL;

  if (g_test_subprocess ())
    {
      answer_nothing (foyer_keyring_new (200));
      return;
    }

  folder = g_dir_make_tmp ("foyer-bus-XXXXXX", NULL);
  path = g_build_filename (folder, "bus", NULL);
  address = g_strconcat ("unix:path=", path, NULL);
  socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, &error);
  g_assert_no_error (error);
  socket_address = g_unix_socket_address_new (path);
  g_assert_true (g_socket_bind (socket, socket_address, FALSE, &error));
  g_assert_true (g_socket_listen (socket, &error));

  environment = g_environ_setenv (g_environ_unsetenv (g_get_environ (), "SECRET_BACKEND"), "DBUS_SESSION_BUS_ADDRESS",
                                  address, TRUE);
  g_test_trap_subprocess_with_envp (NULL, (const char *const *) environment, 20 * G_USEC_PER_SEC,
                                    G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyring/round-trip", test_round_trip);
  g_test_add_func ("/keyring/absent", test_absent);
  g_test_add_func ("/keyring/silent", test_silent);
  return g_test_run ();
}
