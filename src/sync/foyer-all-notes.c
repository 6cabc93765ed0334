/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the platform lists the notes of all leads at once: nothing public says it, so it is asked. */

#include "foyer-all-notes.h"

#include "foyer-session-private.h"

/* Notes of two leads at least, each with its lead. An empty answer, or one lead's notes, can be what a platform says
 * that does not know whose are wanted. */
static gboolean
is_of_several_leads (const FoyerPage *page)
{
  for (guint i = 1; i < page->rows->len; i++)
    if (foyer_note_get_lead_id (page->rows->pdata[i]) != foyer_note_get_lead_id (page->rows->pdata[0]))
      return TRUE;
  return FALSE;
}

/* Or an answer that says nothing of notes. */
static gboolean
is_no (const GError *error)
{
  return foyer_error_is_about_one_call (error) || g_error_matches (error, FOYER_ERROR, FOYER_ERROR_GONE)
         || g_error_matches (error, FOYER_ERROR, FOYER_ERROR_UNREADABLE);
}

void
foyer_all_notes_know (FoyerSession *session, gboolean are_listed)
{
  FoyerAbilities before = foyer_account_get_abilities (session->account);
  FoyerAbilities after = are_listed ? before | FOYER_ABILITY_LIST_ALL_NOTES : before & ~FOYER_ABILITY_LIST_ALL_NOTES;

  if (after == before)
    return;
  foyer_account_set_abilities (session->account, after);
  foyer_session_keep_abilities (session);
}

static void
page_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FoyerSession *session = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (FoyerPage) page = foyer_note_service_list_finish (FOYER_NOTE_SERVICE (source), result, &error);

  if (page == NULL && !is_no (error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_clear_error (&error);
  foyer_all_notes_know (session, page != NULL && is_of_several_leads (page));
  g_task_return_boolean (task, TRUE);
}

void
foyer_all_notes_ask_async (FoyerSession *session,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);

  g_task_set_source_tag (task, foyer_all_notes_ask_async);
  if (session->note_service == NULL)
    g_task_return_error (task, foyer_error_new (FOYER_ERROR_KEYRING, "The secret of this account is not known"));
  else
    foyer_note_service_list_page_async (session->note_service, NULL, 0, FOYER_MAX_PER_PAGE, cancellable, page_listed_cb,
                                        g_steal_pointer (&task));
}

gboolean
foyer_all_notes_ask_finish (FoyerSession *session, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
