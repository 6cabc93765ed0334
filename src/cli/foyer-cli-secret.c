/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a secret comes from when it is not in the keyring: the environment, a line of standard input, a person at a
 * terminal. */

#include "foyer-cli-secret.h"

#include <errno.h>
#include <glib-unix.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define LONGEST_SECRET 1024

/**
 * foyer_cli_secret_take_from_environment:
 *
 * Takes the secret away from there: no child inherits it, and its bytes are overwritten, so that /proc no longer shows
 * them.
 *
 * Returns: (transfer full) (nullable): the secret, to be wiped; `NULL` for none
 */
char *
foyer_cli_secret_take_from_environment (const char *variable)
{
  char *value = getenv (variable);
  char *secret;

  if (value == NULL)
    return NULL;
  secret = *value != '\0' ? g_strdup (value) : NULL;
  explicit_bzero (value, strlen (value));
  g_unsetenv (variable);
  return secret;
}

static gboolean
woken_cb (int fd, GIOCondition condition, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_CONTINUE;
}

static gboolean
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_CONTINUE;
}

/* One byte at a time: what follows the line belongs to whoever reads next. */
static gboolean
read_byte (int fd, GCancellable *cancellable, char *byte)
{
  g_autoptr (GSource) readable = g_unix_fd_source_new (fd, G_IO_IN | G_IO_HUP | G_IO_ERR);
  g_autoptr (GSource) cancelled = g_cancellable_source_new (cancellable);
  gboolean awake = FALSE;
  gssize n = -1;

  g_source_set_callback (readable, G_SOURCE_FUNC (woken_cb), &awake, NULL);
  g_source_set_callback (cancelled, G_SOURCE_FUNC (cancelled_cb), &awake, NULL);
  g_source_attach (readable, NULL);
  g_source_attach (cancelled, NULL);
  while (!awake)
    g_main_context_iteration (NULL, TRUE);
  g_source_destroy (readable);
  g_source_destroy (cancelled);

  while (!g_cancellable_is_cancelled (cancellable) && (n = read (fd, byte, 1)) < 0 && errno == EINTR)
    ;
  return n == 1;
}

typedef struct
{
  int fd;
  gboolean is_silent;
  struct termios before;
} Terminal;

/* At once, however full the terminal is; what was typed too much is nobody's. */
static void
restore (Terminal *terminal)
{
  if (!terminal->is_silent)
    return;
  terminal->is_silent = FALSE;
  tcflush (terminal->fd, TCIFLUSH);
  tcsetattr (terminal->fd, TCSANOW, &terminal->before);
}

/* Not when the main loop gets to it: the next signal may end the program before that. */
static void
restore_cb (GCancellable *cancellable, gpointer user_data)
{
  restore (user_data);
}

static char *
read_line (int fd, const char *prompt, gboolean echoes, GCancellable *cancellable)
{
  char line[LONGEST_SECRET + 1] = { 0 };
  Terminal terminal = { .fd = fd };
  gboolean is_terminal = tcgetattr (fd, &terminal.before) == 0;
  gulong restore_id = 0;
  gsize length = 0;
  char byte = '\0';
  char *secret = NULL;

  if (is_terminal)
    {
      struct termios silent = terminal.before;

      if (!echoes)
        silent.c_lflag &= ~(tcflag_t) ECHO;
      terminal.is_silent = TRUE;
      tcsetattr (fd, TCSAFLUSH, &silent);
      g_printerr ("%s", prompt);
      restore_id = g_cancellable_connect (cancellable, G_CALLBACK (restore_cb), &terminal, NULL);
    }
  while (length < LONGEST_SECRET && read_byte (fd, cancellable, &byte) && byte != '\n')
    line[length++] = byte;
  if (is_terminal)
    {
      g_cancellable_disconnect (cancellable, restore_id);
      restore (&terminal);
      if (!echoes)
        g_printerr ("\n");
    }

  if (length > 0 && line[length - 1] == '\r')
    line[--length] = '\0';
  if (length > 0 && !g_cancellable_is_cancelled (cancellable))
    secret = g_strndup (line, length);
  explicit_bzero (line, sizeof line);
  return secret;
}

/**
 * foyer_cli_secret_read_line:
 * @prompt: what a person at a terminal is asked, without an echo of what is typed
 *
 * Reads one line and nothing beyond it.
 *
 * Returns: (transfer full) (nullable): the line, to be wiped; `NULL` when there is none, it is empty or reading was
 * cancelled
 */
char *
foyer_cli_secret_read_line (int fd, const char *prompt, GCancellable *cancellable)
{
  return read_line (fd, prompt, FALSE, cancellable);
}

/**
 * foyer_cli_secret_read_answer:
 *
 * The same for what is no secret, and is seen while it is typed.
 *
 * Returns: (transfer full) (nullable): the line
 */
char *
foyer_cli_secret_read_answer (int fd, const char *prompt, GCancellable *cancellable)
{
  return read_line (fd, prompt, TRUE, cancellable);
}

/**
 * foyer_cli_secret_wipe:
 * @secret: (transfer full): what nobody may find in memory afterwards
 */
void
foyer_cli_secret_wipe (char *secret)
{
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}
