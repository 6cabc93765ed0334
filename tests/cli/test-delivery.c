/* SPDX-License-Identifier: GPL-3.0-or-later */
/* foyer-cli where something does not arrive. It would catch: a lead that is lost, one that is there twice when the
 * command is repeated, an exit status that tells a script to do the wrong thing next, an answer from memory that passes
 * for the platform's. */

#include "desk.h"
#include "relay.h"

#include <signal.h>
#include <string.h>

#define ADD "lead add name='Gala dinner' company=7 lead-contact=13 quality=2 stage=11 type=23 source=32"

static char *
dup_last_line (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  return g_strdup (g_strchug (lines[g_strv_length (lines) - 2]));
}

/* Nothing left this computer: the command that is printed does it later, and it is there once, however often it is
 * asked for. */
static void
test_stopped (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Outcome) kept = NULL;
  g_autoptr (Outcome) kept_again = NULL;
  g_autoptr (Outcome) sent = NULL;
  g_autoptr (Outcome) sent_again = NULL;
  g_autoptr (Outcome) new_one = NULL;
  g_autofree char *line = NULL;

  desk_stop_sandbox (desk);
  kept = desk_run (desk, ADD);
  assert_status (kept, 3);
  g_assert_cmpstr (kept->out, ==, "");
  assert_has (kept->err, "The platform cannot be reached.");
  line = dup_last_line (kept->err);
  assert_has (line, " outbox send ");
  kept_again = desk_run (desk, ADD);
  assert_status (kept_again, 3);
  assert_has (kept_again->err, line);

  desk_start_sandbox (desk);
  sent = desk_run_shell (desk, line, NULL);
  assert_status (sent, 0);
  g_assert_cmpstr (sent->out, ==, "251\n");
  sent_again = desk_run_shell (desk, line, NULL);
  assert_status (sent_again, 0);
  g_assert_cmpstr (sent_again->out, ==, "251\n");
  g_assert_cmpuint (desk_count_commits (desk), ==, 1);

  /* Once it is delivered nothing of it is left: the same line is another lead. */
  new_one = desk_run (desk, ADD);
  assert_status (new_one, 0);
  g_assert_cmpstr (new_one->out, ==, "252\n");
}

static void
test_stopped_for_machines (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Outcome) kept = NULL;
  g_autoptr (JsonObject) answer = NULL;
  JsonObject *error;

  desk_stop_sandbox (desk);
  kept = desk_run (desk, "--json " ADD);
  assert_status (kept, 3);
  g_assert_cmpstr (kept->err, ==, "");
  answer = desk_parse (kept->out);
  error = json_object_get_object_member (answer, "error");
  g_assert_cmpstr (json_object_get_string_member (error, "code"), ==, "offline");
  g_assert_cmpint (json_object_get_int_member (error, "status"), ==, 3);
  assert_has (json_object_get_string_member (error, "command"), json_object_get_string_member (error, "outbox"));
}

/* It arrived and the reply did not: it is found, and not sent again. Another lead is not taken for it. */
static void
test_reply_lost (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Relay) relay = relay_new (desk_get_address (desk));
  g_autoptr (Outcome) other = NULL;
  g_autoptr (Outcome) found = NULL;
  g_autoptr (JsonObject) answer = NULL;

  other = desk_run (desk, "lead add name=Wedding contact=15 quality=2 stage=11 type=23 source=32 industry=434");
  assert_status (other, 0);
  desk_set_address (desk, relay_get_address (relay));
  relay_set_rule (relay, "addOrUpdateLead", RELAY_LOSES_REPLY, 0, NULL);
  found = desk_run (desk, ADD " --json");
  assert_status (found, 0);
  answer = desk_parse (found->out);
  g_assert_cmpint (json_object_get_int_member (answer, "id"), ==, 252);
  g_assert_cmpstr (json_object_get_string_member (answer, "outcome"), ==, "found");
  g_assert_cmpuint (desk_count_commits (desk), ==, 2);
}

/* It did not arrive, and it may still: within the lifetime of the request nobody sends it again. */
static void
test_request_lost (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Relay) relay = relay_new (desk_get_address (desk));
  g_autoptr (Outcome) first = NULL;
  g_autoptr (Outcome) lost = NULL;
  g_autoptr (Outcome) early = NULL;
  g_autoptr (Outcome) listed = NULL;
  g_autofree char *line = NULL;

  desk_set_address (desk, relay_get_address (relay));
  first = desk_run (desk, "lead add name=Wedding contact=15 quality=2 stage=11 type=23 source=32 industry=434");
  assert_status (first, 0);
  relay_set_rule (relay, "addOrUpdateLead", RELAY_LOSES_REQUEST, 0, NULL);
  lost = desk_run (desk, ADD);
  assert_status (lost, 3);
  relay_set_rule (relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);
  line = dup_last_line (lost->err);
  early = desk_run_shell (desk, line, NULL);
  assert_status (early, 3);
  listed = desk_run (desk, "outbox list");
  assert_has (listed->out, "New lead: Gala dinner");
  g_assert_cmpuint (desk_count_commits (desk), ==, 1);
  g_assert_cmpuint (relay_count (relay, "addOrUpdateLead"), ==, 2);
}

/* With a shorter lifetime, as the account's platform has it, "it is not there" can be believed sooner. */
static void
test_request_lifetime (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Relay) relay = relay_new (desk_get_address (desk));
  g_autoptr (Outcome) first = NULL;
  g_autoptr (Outcome) lost = NULL;
  g_autoptr (Outcome) sent = NULL;
  g_autofree char *command = NULL;
  g_autofree char *line = NULL;

  desk_set_address (desk, relay_get_address (relay));
  first = desk_run (desk, "lead add name=Wedding contact=15 quality=2 stage=11 type=23 source=32 industry=434");
  assert_status (first, 0);
  relay_set_rule (relay, "addOrUpdateLead", RELAY_LOSES_REQUEST, 0, NULL);
  lost = desk_run (desk, ADD " --request-lifetime 1 --wait 1");
  assert_status (lost, 3);
  relay_set_rule (relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);
  /* With 300 seconds that would be minutes. */
  command = dup_last_line (lost->err);
  line = g_strconcat (command, " --wait 30", NULL);
  sent = desk_run_shell (desk, line, NULL);
  assert_status (sent, 0);
  g_assert_cmpuint (desk_count_commits (desk), ==, 2);
}

static void
test_wait (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Relay) relay = relay_new (desk_get_address (desk));
  g_autoptr (Outcome) outcome = NULL;
  gint64 began = g_get_monotonic_time ();

  desk_set_address (desk, relay_get_address (relay));
  relay_set_rule (relay, "addOrUpdateLead", RELAY_HOLDS, 0, NULL);
  outcome = desk_run (desk, ADD " --wait 1");
  assert_status (outcome, 3);
  assert_has (outcome->err, "this may or may not have arrived");
  g_assert_cmpint (g_get_monotonic_time () - began, <, 10 * G_USEC_PER_SEC);
}

static void
wait_for_request (Relay *relay, const char *action)
{
  while (relay_count (relay, action) == 0)
    g_usleep (5000);
}

/* Ctrl+C while asking ends it as shells expect. While sending, the lead may be there, and that is what is said. */
static void
test_interrupted (void)
{
  static const struct
  {
    const char *line, *action;
    int status, signal_number;
  } calls[] = {
    { "lead list", "getLeadList", 0, SIGINT },
    { "picklist quality", "getLeadQualityList", 0, SIGINT },
    { "lead update 4 name=x", "getLeadList", 0, SIGINT },
    { ADD, "addOrUpdateLead", 3, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (calls); i++)
    {
      g_autoptr (Desk) desk = desk_new ();
      g_autoptr (Relay) relay = relay_new (desk_get_address (desk));
      g_autoptr (GSubprocess) process = NULL;
      g_autoptr (Outcome) outcome = NULL;

      desk_set_address (desk, relay_get_address (relay));
      relay_set_rule (relay, calls[i].action, RELAY_HOLDS, 0, NULL);
      process = desk_spawn (desk, calls[i].line);
      wait_for_request (relay, calls[i].action);
      g_subprocess_send_signal (process, SIGINT);
      outcome = desk_finish (process, NULL);
      g_assert_cmpint (outcome->signal_number, ==, calls[i].signal_number);
      g_assert_cmpint (outcome->status, ==, calls[i].status);
      g_assert_cmpstr (outcome->out, ==, "");
    }
}

/* Without the platform a lead is shown as it was, and that is said; a change to it is kept and, later, sent. */
static void
test_offline (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Outcome) seen = desk_run (desk, "lead show 4");
  g_autoptr (Outcome) shown = NULL;
  g_autoptr (Outcome) json = NULL;
  g_autoptr (Outcome) never_seen = NULL;
  g_autoptr (Outcome) listed = NULL;
  g_autoptr (Outcome) kept = NULL;
  g_autoptr (Outcome) sent = NULL;
  g_autoptr (JsonObject) answer = NULL;
  g_autofree char *commit = NULL;

  assert_status (seen, 0);
  desk_stop_sandbox (desk);
  shown = desk_run (desk, "lead show 4");
  assert_status (shown, 0);
  g_assert_cmpstr (shown->out, ==, seen->out);
  assert_has (shown->err, "this is the lead as it was last read");
  json = desk_run (desk, "lead show 4 --json");
  answer = desk_parse (json->out);
  g_assert_false (json_object_get_boolean_member (answer, "current"));
  never_seen = desk_run (desk, "lead show 5");
  assert_status (never_seen, 3);
  listed = desk_run (desk, "lead list");
  assert_status (listed, 0);
  assert_has (listed->err, "as they were last read");
  kept = desk_run (desk, "lead update 4 name='Changed offline'");
  assert_status (kept, 3);
  assert_has (kept->err, " outbox send ");

  /* What is changed before that is sent goes along with it. */
  desk_start_sandbox (desk);
  sent = desk_run (desk, "lead update 4 description=x");
  assert_status (sent, 0);
  commit = desk_dup_commit (desk, 0);
  assert_has (commit, "\"name\":\"Changed offline\",\"description\":\"x\"");
  g_assert_cmpuint (desk_count_commits (desk), ==, 1);
}

/* What a server writes is text, not commands for the terminal. */
static void
test_hostile_answers (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Relay) relay = relay_new (desk_get_address (desk));
  g_autoptr (Outcome) listed = NULL;
  g_autoptr (Outcome) refused = NULL;
  g_autoptr (Outcome) page = NULL;

  desk_set_address (desk, relay_get_address (relay));
  relay_set_rule (
      relay, "getLeadList", RELAY_ANSWERS, 200,
      "{\"meta\":{\"totalResults\":1},\"results\":[{\"id\":7,\"name\":\"a\\u001b[2Jb\\u0007\\nc\",\"createdDate\":"
      "\"2026-01-01 00:00:00\"}]}");
  listed = desk_run (desk, "lead list");
  assert_status (listed, 0);
  assert_has (listed->out, "a[2Jb c");
  g_assert_null (strchr (listed->out, '\x1b'));

  relay_set_rule (relay, "addOrUpdateLead", RELAY_ANSWERS, 200,
                  "{\"errorCode\":400,\"specificCode\":23016,\"message\":\"'name' does not validate\","
                  "\"additionalMessages\":[\"name: \\u001b]0;x\\u0007 is bad\"]}");
  refused = desk_run (desk, ADD);
  assert_status (refused, 1);
  assert_has (refused->err, "name: ");
  g_assert_null (strchr (refused->err, '\x1b'));

  relay_set_rule (relay, "ping", RELAY_ANSWERS, 200, "<html>Sign in to this network</html>");
  page = desk_run (desk, "ping");
  assert_status (page, 3);
  assert_has (page->err, "does not speak like the platform");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/delivery/stopped", test_stopped);
  g_test_add_func ("/cli/delivery/stopped-for-machines", test_stopped_for_machines);
  g_test_add_func ("/cli/delivery/reply-lost", test_reply_lost);
  g_test_add_func ("/cli/delivery/request-lost", test_request_lost);
  g_test_add_func ("/cli/delivery/request-lifetime", test_request_lifetime);
  g_test_add_func ("/cli/delivery/wait", test_wait);
  g_test_add_func ("/cli/delivery/interrupted", test_interrupted);
  g_test_add_func ("/cli/delivery/offline", test_offline);
  g_test_add_func ("/cli/delivery/hostile-answers", test_hostile_answers);
  return g_test_run ();
}
