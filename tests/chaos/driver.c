/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk without a screen, for the chaos run: it saves what it is told on standard input, one JSON object a line, and
 * delivers it with the real session and outbox. It says on standard output what is durable, each line in one write,
 * because it may be killed between any two instructions.
 *
 *   {"save": N, "uuid": U, "hold": SECONDS, "base": {...} or null, "lead": {...}}     kept N, or refused N CODE WORDS
 *       with "person": NAME, the lead is of a person of that name who is made first, with "company": NAME of a
 *       company that is made before them
 *   {"note": N, "hold": SECONDS, "text": TEXT, "lead": U}                              kept N ROW, or refused
 *   {"note": N, "hold": SECONDS, "text": TEXT, "row": ROW, "token": FIRST WORD}        that note says something else
 *   {"calm": true}           from now on everything is due at once, and what needs a person is asked about
 *   {"send": ROW}, {"adopt": ROW, "id": ID}, {"resolve": ROW}                          a person's answers
 *
 * It ends at the end of its input. */
#include "driver.h"

#include "foyer-error.h"

#include <errno.h>
#include <gio/gunixinputstream.h>
#include <string.h>
#include <unistd.h>

#define TICK 200 /* milliseconds */

void
say (const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  gsize length;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_strdelimit (text, "\n", ' ');
  line = g_strconcat (text, "\n", NULL);
  length = strlen (line);
  for (gsize done = 0; done < length;)
    {
      gssize written = write (STDOUT_FILENO, line + done, length - done);

      if (written < 0 && errno != EINTR)
        exit (1); /* nobody listens any more */
      done += (gsize) MAX (written, 0);
    }
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Driver *driver = user_data;
  g_autoptr (GError) error = NULL;

  if (!foyer_session_close_finish (FOYER_SESSION (source), result, &error))
    say ("failed close %s", error->message);
  g_main_loop_quit (driver->loop);
}

static void
end_if_over (Driver *driver)
{
  if (driver->is_over && driver->n_running == 0)
    {
      driver->is_over = FALSE;
      foyer_session_close_async (driver->session, NULL, closed_cb, driver);
    }
}

void
driver_end_save (Driver *driver, gint64 number, const char *row, const GError *error)
{
  if (error == NULL)
    say ("kept %" G_GINT64_FORMAT "%s%s", number, row != NULL ? " " : "", row != NULL ? row : "");
  else
    say ("refused %" G_GINT64_FORMAT " %d %s", number, error->domain == FOYER_ERROR ? error->code : -1, error->message);
  driver->n_running--;
  end_if_over (driver);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!foyer_outbox_send_now_finish (FOYER_OUTBOX (source), result, &error))
    say ("not-now send %s", error->message);
}

static void
adopted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!foyer_outbox_adopt_finish (FOYER_OUTBOX (source), result, &error))
    say ("not-now adopt %s", error->message);
}

static void
resolved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!foyer_outbox_resolve_finish (FOYER_OUTBOX (source), result, &error))
    say ("not-now resolve %s", error->message);
}

/* A person's answer about the row; the row may have moved on meanwhile. */
static void
decide (Driver *driver, JsonObject *command)
{
  static const char *const answers[] = { "send", "adopt", "resolve" };
  guint answer = 0;
  g_autoptr (FoyerOutboxRow) row = NULL;

  while (answer < G_N_ELEMENTS (answers) && !json_object_has_member (command, answers[answer]))
    answer++;
  g_assert (answer < G_N_ELEMENTS (answers));
  row = foyer_outbox_find (driver->outbox, json_object_get_string_member (command, answers[answer]));
  if (row == NULL)
    return;
  if (answer == 0)
    foyer_outbox_send_now_async (driver->outbox, row, NULL, sent_cb, driver);
  else if (answer == 1)
    foyer_outbox_adopt_async (driver->outbox, row, json_object_get_int_member (command, "id"), NULL, adopted_cb,
                              driver);
  else
    foyer_outbox_resolve_async (driver->outbox, row, 0, NULL, resolved_cb, driver);
}

static void
obey (Driver *driver, const char *line)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  JsonObject *command;

  if (!json_parser_load_from_data (parser, line, -1, &error))
    g_error ("%s: %s", error->message, line);
  command = json_node_get_object (json_parser_get_root (parser));
  if (json_object_has_member (command, "save"))
    driver_keep_lead (driver, command);
  else if (json_object_has_member (command, "note"))
    driver_keep_note (driver, command);
  else if (json_object_has_member (command, "calm"))
    driver->is_calm = TRUE;
  else
    decide (driver, command);
}

static void
line_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Driver *driver = user_data;
  g_autofree char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  if (line == NULL)
    {
      driver->is_over = TRUE;
      end_if_over (driver);
      return;
    }
  obey (driver, line);
  g_data_input_stream_read_line_async (driver->input, G_PRIORITY_DEFAULT, NULL, line_read_cb, driver);
}

static const char *
get_nick (GType type, guint value)
{
  g_autoptr (GEnumClass) values = g_type_class_ref (type);

  return g_enum_get_value (values, (int) value)->value_nick;
}

static const char *
state_name (FoyerOutboxState state)
{
  return get_nick (FOYER_TYPE_OUTBOX_STATE, state);
}

static void
ask_person (Driver *driver)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (driver->outbox)); i++)
    {
      g_autoptr (FoyerOutboxRow) row = g_list_model_get_item (G_LIST_MODEL (driver->outbox), i);
      FoyerOutboxState state = foyer_outbox_row_get_state (row);

      if (!foyer_outbox_state_needs_person (state))
        continue;
      if (foyer_outbox_kind_is_party (foyer_outbox_row_get_kind (row)))
        say ("asks %s - %s %s", foyer_outbox_row_get_uuid (row),
             get_nick (FOYER_TYPE_OUTBOX_KIND, foyer_outbox_row_get_kind (row)), state_name (state));
      else if (foyer_outbox_row_get_kind (row) == FOYER_OUTBOX_NOTE)
        {
          g_auto (GStrv) words = g_strsplit (foyer_note_get_text (foyer_outbox_row_get_note (row)), " ", 2);

          say ("asks %s %" G_GINT64_FORMAT " %s %s %s", foyer_outbox_row_get_uuid (row),
               foyer_outbox_row_get_platform_id (row), foyer_outbox_row_is_add (row) ? "note-add" : "note-update",
               state_name (state), words[0]);
        }
      else
        say ("asks %s %s %s %s", foyer_outbox_row_get_uuid (row), foyer_lead_get_uuid (foyer_outbox_row_get_lead (row)),
             foyer_outbox_row_is_add (row) ? "add" : "update", state_name (state));
    }
}

static gboolean
tick_cb (gpointer user_data)
{
  Driver *driver = user_data;
  gboolean is_paused = foyer_outbox_get_is_paused (driver->outbox);

  say ("pending %u %u %d", foyer_outbox_get_n_waiting (driver->outbox),
       foyer_outbox_get_n_needing_person (driver->outbox), is_paused);
  /* The person sees the banner and types the key again. */
  if (is_paused && ++driver->ticks % 5 == 0)
    foyer_session_set_secret (driver->session, driver->secret);
  if (driver->is_calm && ++driver->ticks % 5 == 0)
    {
      foyer_outbox_make_all_due (driver->outbox);
      ask_person (driver);
    }
  return G_SOURCE_CONTINUE;
}

static void
told_cb (Driver *driver, FoyerOutboxRow *row)
{
  say ("told %s %s %d", foyer_outbox_row_get_uuid (row), state_name (foyer_outbox_row_get_state (row)),
       foyer_outbox_row_get_answer (row).code);
}

static void
lost_race_cb (Driver *driver, FoyerOutboxRow *row)
{
  say ("lost-race %s", foyer_outbox_row_get_uuid (row));
}

static void opened_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
open_again_cb (gpointer user_data)
{
  Driver *driver = user_data;

  foyer_accounts_open_async (driver->accounts, driver->account, driver->secret, NULL, opened_cb, driver);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Driver *driver = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);

  driver->session = foyer_accounts_open_finish (FOYER_ACCOUNTS (source), result, &error);
  /* The other desk stands still with the file in its hands. */
  if (g_error_matches (error, FOYER_ERROR, FOYER_ERROR_IN_USE))
    {
      g_timeout_add_seconds_once (1, open_again_cb, driver);
      return;
    }
  if (driver->session == NULL)
    {
      say ("failed open %s", error->message);
      g_main_loop_quit (driver->loop);
      return;
    }
  driver->outbox = foyer_session_get_outbox (driver->session);
  g_signal_connect_swapped (driver->outbox, "told", G_CALLBACK (told_cb), driver);
  g_signal_connect_swapped (driver->outbox, "lost-race", G_CALLBACK (lost_race_cb), driver);
  driver->input = g_data_input_stream_new (input);
  g_data_input_stream_read_line_async (driver->input, G_PRIORITY_DEFAULT, NULL, line_read_cb, driver);
  g_timeout_add (TICK, tick_cb, driver);
  say ("ready %s", foyer_session_get_set_aside (driver->session) != NULL ? "set-aside" : "");
}

int
main (int argc, char **argv)
{
  Driver driver = { .loop = g_main_loop_new (NULL, FALSE) };
  g_autofree char *directory = NULL;
  g_autofree char *address = NULL;
  g_autofree char *key = NULL;
  g_autofree char *data = NULL;
  g_autofree char *cache = NULL;
  int lifetime = FOYER_REQUEST_LIFETIME;
  g_autoptr (FoyerAccount) account = foyer_account_new ("8d9a27d2-6f47-4cf1-a1c8-b5f1c7d0e0aa");
  g_autoptr (FoyerAccounts) accounts = NULL;
  const GOptionEntry entries[] = {
    { "directory", 0, 0, G_OPTION_ARG_FILENAME, &directory, "Where the desk keeps its files", "DIR" },
    { "address", 0, 0, G_OPTION_ARG_STRING, &address, "The platform", "URL" },
    { "key", 0, 0, G_OPTION_ARG_STRING, &key, "What tells this desk from others", "KEY" },
    { "lifetime", 0, 0, G_OPTION_ARG_INT, &lifetime, "The lifetime of a request", "SECONDS" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || directory == NULL || address == NULL || key == NULL)
    g_error ("%s", error != NULL ? error->message : "--directory, --address and --key are needed");
  data = g_build_filename (directory, "data", NULL);
  cache = g_build_filename (directory, "cache", NULL);
  driver.secret = g_strdup ("sample-secret");
  foyer_account_set_title (account, "Chaos");
  foyer_account_set_address (account, address);
  foyer_account_set_key (account, key);
  foyer_account_set_request_lifetime (account, (guint) lifetime);
  foyer_account_set_abilities (account, (FoyerAbilities) (2 * FOYER_ABILITY_READ_OWN_NOTE_BACK - 1));

  accounts = foyer_accounts_new (data, cache);
  driver.accounts = accounts;
  driver.account = account;
  foyer_accounts_open_async (accounts, account, driver.secret, NULL, opened_cb, &driver);
  g_main_loop_run (driver.loop);
  g_clear_object (&driver.session);
  g_clear_object (&driver.input);
  g_free (driver.secret);
  g_main_loop_unref (driver.loop);
  return 0;
}
