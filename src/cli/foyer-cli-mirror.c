/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The commands on what is fetched to this desk: refresh it, list leads of it, and notes. */

#include "foyer-cli-mirror.h"

#include "foyer-cli-await.h"
#include "foyer-cli-filter.h"
#include "foyer-cli-json.h"
#include "foyer-cli-table.h"
#include "foyer-error.h"
#include "foyer-session-mirror.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* One line that is written over. */
static void
progressed_cb (FoyerMirrorRefresh *refresh)
{
  static const char *const parts[FOYER_N_REFRESH_PARTS] = {
    [FOYER_REFRESH_LEADS] = NC_ ("refresh", "Leads"),
    [FOYER_REFRESH_COMPANIES] = NC_ ("refresh", "Companies"),
    [FOYER_REFRESH_PEOPLE] = NC_ ("refresh", "People"),
  };
  FoyerRefreshPart part = foyer_mirror_refresh_get_part (refresh);

  const char *name;

  if (part == FOYER_REFRESH_NOTHING)
    return;
  name = part == FOYER_REFRESH_NOTES ? C_ ("lead group", "Notes") : g_dpgettext2 (NULL, "refresh", parts[part]);
  g_printerr ("\r\033[K");
  g_printerr (C_ ("progress", "%s: %'u of %'u"), name, foyer_mirror_refresh_get_n_done (refresh),
              foyer_mirror_refresh_get_n_total (refresh));
}

static gboolean
refresh (FoyerCliSession *session, FoyerRefreshDepth depth, gboolean shows, GError **error)
{
  FoyerMirrorRefresh *mirror = foyer_session_get_refresh (foyer_cli_session_get_session (session));
  g_autoptr (GAsyncResult) answer = NULL;
  gulong handler = 0;
  gint64 server_time;
  gboolean done;

  /* Asks for the secret where it is missing, and says at once when nobody answers. */
  if (!foyer_cli_session_ping (session, &server_time, error))
    return FALSE;
  if (shows && isatty (STDERR_FILENO))
    handler = g_signal_connect (mirror, "notify::n-done", G_CALLBACK (progressed_cb), NULL);
  foyer_mirror_refresh_run_async (mirror, depth, foyer_cli_session_get_cancellable (session), foyer_cli_answered_cb,
                                  &answer);
  done = foyer_mirror_refresh_run_finish (mirror, foyer_cli_await (&answer), error);
  if (handler != 0)
    g_printerr ("\r\033[K");
  g_clear_signal_handler (&handler, mirror);
  return done;
}

/**
 * foyer_cli_refresh:
 *
 * Returns: the exit status
 */
FoyerCliStatus
foyer_cli_refresh (FoyerCliSession *session, FoyerCliArguments *arguments, gboolean as_json)
{
  FoyerMirrorRefresh *mirror = foyer_session_get_refresh (foyer_cli_session_get_session (session));
  gboolean everything = arguments->given[FOYER_CLI_OPTION_EVERYTHING];
  g_autoptr (GError) error = NULL;
  guint n_bad;

  if (!refresh (session, everything ? FOYER_REFRESH_EVERYTHING : FOYER_REFRESH_CHANGES, !as_json, &error))
    return foyer_cli_report_error (arguments, as_json, error);
  n_bad = foyer_mirror_refresh_get_n_bad (mirror);
  if (as_json)
    {
      JsonObject *answer = json_object_new ();

      foyer_cli_json_set_time (answer, "finished", foyer_mirror_refresh_get_finished (mirror));
      json_object_set_int_member (answer, "unreadable", n_bad);
      foyer_cli_json_print (answer);
    }
  else if (n_bad > 0)
    g_printerr (
        ngettext ("%'u row of the platform cannot be read.\n", "%'u rows of the platform cannot be read.\n", n_bad),
        n_bad);
  return FOYER_CLI_DONE;
}

static FoyerLeadQuery *
make_query (FoyerCliSession *session, FoyerCliArguments *arguments, GError **error)
{
  g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();

  foyer_lead_query_set_text (query, arguments->texts[FOYER_CLI_OPTION_SEARCH]);
  for (guint i = 0; i < arguments->filters->len; i++)
    if (!foyer_cli_filter_apply (session, arguments->filters->pdata[i], query, error))
      return NULL;
  return g_steal_pointer (&query);
}

/**
 * foyer_cli_mirror_list_leads:
 * @is_current: (out): whether the mirror could be brought up to date
 *
 * Returns: (transfer full) (nullable) (element-type FoyerLead): the leads the filters want, in their order
 */
GPtrArray *
foyer_cli_mirror_list_leads (FoyerCliSession *session,
                             FoyerCliArguments *arguments,
                             guint limit,
                             gboolean as_json,
                             gboolean *is_current,
                             GError **error)
{
  FoyerSession *account = foyer_cli_session_get_session (session);
  g_autoptr (FoyerLeadQuery) query = make_query (session, arguments, error);
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) refused = NULL;

  if (query == NULL)
    return NULL;
  *is_current = refresh (session, FOYER_REFRESH_CHANGES, !as_json, &refused);
  /* Another process is at it: what it has fetched is here. */
  if (!*is_current && !g_error_matches (refused, FOYER_ERROR, FOYER_ERROR_IN_USE)
      && foyer_cli_status_for (refused) != FOYER_CLI_NOT_DELIVERED)
    {
      g_propagate_error (error, g_steal_pointer (&refused));
      return NULL;
    }
  foyer_session_list_ids_async (account, query, foyer_cli_session_get_cancellable (session), foyer_cli_answered_cb,
                                &listed);
  ids = foyer_session_list_ids_finish (account, foyer_cli_await (&listed), error);
  if (ids == NULL)
    return NULL;
  g_array_set_size (ids, MIN (ids->len, limit));
  foyer_session_load_leads_async (account, ids, foyer_cli_session_get_cancellable (session), foyer_cli_answered_cb,
                                  &loaded);
  return foyer_session_load_leads_finish (account, foyer_cli_await (&loaded), error);
}

static JsonObject *
note_to_json (FoyerNote *note)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", foyer_note_get_id (note));
  json_object_set_string_member (object, "text", foyer_note_get_text (note));
  json_object_set_int_member (object, "createdByUserId", foyer_note_get_author_id (note));
  foyer_cli_json_set_time (object, "createdDate", foyer_note_get_created (note));
  foyer_cli_json_set_time (object, "modifiedDate", foyer_note_get_modified (note));
  return object;
}

static void
print_notes (FoyerCliSession *session, GPtrArray *notes)
{
  FoyerPicklist *owners = foyer_picklists_get (foyer_cli_session_get_picklists (session), FOYER_PICKLIST_OWNER);

  for (guint i = 0; i < notes->len; i++)
    {
      FoyerPicklistItem *author = foyer_picklist_lookup (owners, foyer_note_get_author_id (notes->pdata[i]));
      g_autofree char *time = foyer_cli_format_time (foyer_note_get_created (notes->pdata[i]));

      g_print ("%s%" G_GINT64_FORMAT "  %s  %s\n%s\n", i > 0 ? "\n" : "", foyer_note_get_id (notes->pdata[i]), time,
               author != NULL ? foyer_picklist_item_get_title (author) : "", foyer_note_get_text (notes->pdata[i]));
    }
}

/**
 * foyer_cli_note_list:
 *
 * Returns: the exit status
 */
FoyerCliStatus
foyer_cli_note_list (FoyerCliSession *session, FoyerCliArguments *arguments, gboolean as_json)
{
  FoyerSession *account = foyer_cli_session_get_session (session);
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) silence = NULL;
  gint64 server_time = 0;
  gboolean is_current = FALSE;

  /* Asks for the secret where it is missing; without a network the notes are told as they were last read. */
  foyer_cli_session_ping (session, &server_time, &silence);
  foyer_session_list_notes_async (account, arguments->id, TRUE, foyer_cli_session_get_cancellable (session),
                                  foyer_cli_answered_cb, &answer);
  notes = foyer_session_list_notes_finish (account, foyer_cli_await (&answer), &is_current, &error);
  if (notes == NULL)
    return foyer_cli_report_error (arguments, as_json, error);
  if (as_json)
    {
      JsonObject *object = json_object_new ();
      JsonArray *rows = json_array_new ();

      for (guint i = 0; i < notes->len; i++)
        json_array_add_object_element (rows, note_to_json (notes->pdata[i]));
      json_object_set_array_member (object, "notes", rows);
      json_object_set_boolean_member (object, "current", is_current);
      foyer_cli_json_print (object);
      return FOYER_CLI_DONE;
    }
  if (!is_current)
    g_printerr ("foyer-cli: %s\n", _ ("The platform cannot be reached; these are the notes as they were last read."));
  if (notes->len == 0)
    g_printerr ("foyer-cli: %s\n", _ ("There are no notes."));
  print_notes (session, notes);
  return FOYER_CLI_DONE;
}
