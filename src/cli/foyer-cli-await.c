/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A command does one thing after the other: it asks, and runs the main loop until the answer is there. */

#include "foyer-cli-await.h"

/**
 * foyer_cli_answered_cb:
 * @user_data: a GAsyncResult *, %NULL before the answer, which is given a reference
 */
void
foyer_cli_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **answer = user_data;

  *answer = g_object_ref (result);
}

/**
 * foyer_cli_await:
 * @answer: what foyer_cli_answered_cb() was given
 *
 * Returns: (transfer none): the answer
 */
GAsyncResult *
foyer_cli_await (GAsyncResult **answer)
{
  while (*answer == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *answer;
}
