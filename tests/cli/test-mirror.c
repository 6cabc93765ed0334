/* SPDX-License-Identifier: GPL-3.0-or-later */
/* foyer-cli on what is fetched: refresh, lists by filters, notes; with the platform and without it. */

#include "desk.h"

#include <string.h>

/* Would catch: a refresh that fetches nothing, or that nobody can use afterwards. */
static void
test_refresh (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Outcome) refreshed = desk_run (desk, "refresh --json");
  g_autoptr (Outcome) offline = NULL;
  g_autoptr (Outcome) again = NULL;
  g_autoptr (JsonObject) answer = NULL;

  assert_status (refreshed, 0);
  answer = desk_parse (refreshed->out);
  g_assert_cmpint (json_object_get_int_member (answer, "unreadable"), ==, 0);
  desk_stop_sandbox (desk);
  again = desk_run (desk, "refresh");
  assert_status (again, 3);
  offline = desk_run (desk, "lead list sort=name stage=12 --limit 5");
  assert_status (offline, 0);
  assert_has (offline->err, "as they were last read");
  g_assert_cmpuint (strlen (offline->out), >, 0);
}

static guint
count_leads (Desk *desk, const char *filters)
{
  g_autofree char *line = g_strdup_printf ("lead list %s --limit 1000 --json", filters);
  g_autoptr (Outcome) listed = desk_run (desk, line);
  g_autoptr (JsonObject) answer = NULL;

  assert_status (listed, 0);
  answer = desk_parse (listed->out);
  return json_array_get_length (json_object_get_array_member (answer, "leads"));
}

/* Would catch: a filter that leaves out too much or too little. */
static void
test_filters (void)
{
  g_autoptr (Desk) desk = desk_new ();
  guint n_eleven = count_leads (desk, "stage=11"), n_twelve = count_leads (desk, "stage=12");

  g_assert_cmpuint (n_eleven, >, 0);
  g_assert_cmpuint (count_leads (desk, "stage=11,12"), ==, n_eleven + n_twelve);
  g_assert_cmpuint (count_leads (desk, "sort=-modified"), ==, 250);
  g_assert_cmpuint (count_leads (desk, "sort=channel"), ==, 250);
  g_assert_cmpuint (count_leads (desk, "sort=-reason"), ==, 250);
  g_assert_cmpuint (count_leads (desk, "'created>=2000-01-01'"), ==, 250);
  g_assert_cmpuint (count_leads (desk, "'created<2000-01-01'"), ==, 0);
  g_assert_cmpuint (count_leads (desk, "'created>=2000-01-01' stage=11"), ==, n_eleven);
  g_assert_cmpuint (count_leads (desk, "quality="), >, 0);
}

static gboolean
names_lead (Desk *desk, const char *line, const char *name)
{
  g_autoptr (Outcome) listed = desk_run (desk, line);

  assert_status (listed, 0);
  return strstr (listed->out, name) != NULL;
}

/* Would catch: a search that finds less than the window does, or nothing without a network. */
static void
test_search (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Outcome) renamed = desk_run (desk, "lead update 5 name='Xyloglyph Ünderground'");
  g_autoptr (Outcome) noted = NULL;
  g_autoptr (Outcome) offline = NULL;

  assert_status (renamed, 0);
  g_assert_true (names_lead (desk, "lead list --search xyloglyph", "Xyloglyph"));
  g_assert_true (names_lead (desk, "lead list --search 'under xylo'", "Xyloglyph"));
  noted = desk_run (desk, "note add 5 'Wants the Zeppelin room'");
  assert_status (noted, 0);
  g_assert_true (names_lead (desk, "lead list --search zeppelin", "Xyloglyph"));
  desk_stop_sandbox (desk);
  g_assert_true (names_lead (desk, "lead list --search xyloglyph", "Xyloglyph"));
  offline = desk_run (desk, "lead list --search xyloglyph");
  assert_has (offline->err, "as they were last read");
}

/* Would catch: a change that waits and is not listed by that, or a lead without one that is. */
static void
test_pending (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Outcome) renamed = desk_run (desk, "lead update 5 name='Xyloglyph Underground'");
  g_autoptr (Outcome) waiting = NULL;
  guint n_pending = count_leads (desk, "pending=yes");

  assert_status (renamed, 0);
  g_assert_cmpuint (n_pending, ==, 0);
  desk_stop_sandbox (desk);
  waiting = desk_run (desk, "lead update 5 description='By boat'");
  assert_status (waiting, 3);
  g_assert_cmpuint (count_leads (desk, "pending=yes"), ==, 1);
  g_assert_true (names_lead (desk, "lead list pending=yes", "Xyloglyph"));
}

/* Would catch: a mistyped filter that lists everything. */
static void
test_usage (void)
{
  static const struct
  {
    const char *line;
    int status;
    const char *said;
  } cases[] = {
    { "lead list gala", 2, "“gala” is not a filter" },
    { "lead list industry=3", 2, "cannot be listed by" },
    { "lead list sort=colour", 2, "There is no order “colour”" },
    { "lead list 'created>=soon'", 2, "“soon” is not a date" },
    { "lead list pending=perhaps", 2, "cannot be listed by" },
    { "lead list 'stage>3'", 2, "cannot be listed by" },
    { "lead list stage=Nowhere", 2, "There is no “Nowhere” in the list" },
    { "lead list owner=mine", 2, "owner=ID" },
    { "note add 5", 2, "The text of the note is needed" },
    { "note list", 2, "The ID of a lead is needed" },
    { "refresh --limit 3", 2, "does not know the option --limit" },
  };
  g_autoptr (Desk) desk = desk_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Outcome) said = desk_run (desk, cases[i].line);

      assert_status (said, cases[i].status);
      assert_has (said->err, cases[i].said);
    }
}

/* Would catch: a note that is not added, not shown, or not there offline. */
static void
test_notes (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Outcome) added = desk_run (desk, "note add 5 'Wants the Zeppelin room'");
  g_autoptr (Outcome) listed = desk_run (desk, "note list 5");
  g_autoptr (Outcome) offline = NULL;
  g_autoptr (Outcome) unknown = desk_run (desk, "note add 99999 'Nobody'");

  assert_status (added, 0);
  g_assert_cmpint (g_ascii_strtoll (added->out, NULL, 10), >, 0);
  g_assert_cmpuint (desk_count_commits (desk), ==, 1);
  assert_status (listed, 0);
  assert_has (listed->out, "Wants the Zeppelin room\n");
  assert_status (unknown, 1);
  desk_stop_sandbox (desk);
  offline = desk_run (desk, "note list 5");
  assert_status (offline, 0);
  assert_has (offline->out, "Wants the Zeppelin room\n");
  assert_has (offline->err, "as they were last read");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/mirror/refresh", test_refresh);
  g_test_add_func ("/cli/mirror/filters", test_filters);
  g_test_add_func ("/cli/mirror/search", test_search);
  g_test_add_func ("/cli/mirror/pending", test_pending);
  g_test_add_func ("/cli/mirror/usage", test_usage);
  g_test_add_func ("/cli/mirror/notes", test_notes);
  return g_test_run ();
}
