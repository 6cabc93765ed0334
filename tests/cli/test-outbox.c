/* SPDX-License-Identifier: GPL-3.0-or-later */
/* foyer-cli outbox. It would catch: a change that is kept and cannot be seen, that a script cannot send or give up,
 * that is given up by a slip, or that a command sends which was only to look. */

#include "desk.h"
#include "relay.h"

#include <string.h>

#define ADD "lead add name='Gala dinner' company=7 lead-contact=13 quality=2 stage=11 type=23 source=32"

static JsonObject *
list (Desk *desk, guint n)
{
  g_autoptr (Outcome) listed = desk_run (desk, "outbox list --json");
  g_autoptr (JsonObject) answer = NULL;
  JsonArray *rows;

  assert_status (listed, 0);
  answer = desk_parse (listed->out);
  rows = json_object_get_array_member (answer, "outbox");
  g_assert_cmpuint (json_array_get_length (rows), ==, n);
  return n > 0 ? json_object_ref (json_array_get_object_element (rows, 0)) : NULL;
}

/* Kept while nothing can leave; seen; not sent by a command that only looks; sent, once, by the one that says so. */
static void
test_list_and_send (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Outcome) kept = NULL;
  g_autoptr (Outcome) noted = NULL;
  g_autoptr (Outcome) listed = NULL;
  g_autoptr (Outcome) looked = NULL;
  g_autoptr (Outcome) waits = NULL;
  g_autoptr (Outcome) sent = NULL;
  g_autoptr (Outcome) nothing = NULL;
  g_autoptr (JsonObject) row = NULL;

  desk_stop_sandbox (desk);
  kept = desk_run (desk, ADD);
  assert_status (kept, 3);
  noted = desk_run (desk, "note add 4 'Wants the terrace'");
  assert_status (noted, 3);
  listed = desk_run (desk, "outbox list");
  assert_status (listed, 0);
  assert_has (listed->out, "New lead: Gala dinner");
  assert_has (listed->out, "Note: Wants the terrace");
  assert_has (listed->out, "Waiting");
  assert_has (listed->out, "The platform cannot be reached.");
  row = list (desk, 2);
  g_assert_cmpstr (json_object_get_string_member (row, "state"), ==, "queued");
  g_assert_cmpstr (json_object_get_string_member (row, "kind"), ==, "lead");
  g_assert_cmpstr (json_object_get_string_member (row, "what"), ==, "add");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (row, "answer"), "code"), ==,
                   "offline");
  g_assert_false (json_object_get_null_member (row, "nextAttempt"));
  waits = desk_run (desk, "outbox send");
  assert_status (waits, 3);
  assert_has (waits->err, "2 changes wait.");

  desk_start_sandbox (desk);
  looked = desk_run (desk, "lead list --limit 1");
  assert_status (looked, 0);
  g_assert_cmpuint (desk_count_commits (desk), ==, 0);
  sent = desk_run (desk, "outbox send --json");
  assert_status (sent, 0);
  g_assert_cmpuint (desk_count_commits (desk), ==, 2);
  g_assert_null (list (desk, 0));
  nothing = desk_run (desk, "outbox send");
  assert_status (nothing, 0);
  g_assert_cmpuint (desk_count_commits (desk), ==, 2);
}

/* The only copy goes only when that is said. */
static void
test_discard (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Outcome) kept = NULL;
  g_autoptr (Outcome) asked = NULL;
  g_autoptr (Outcome) discarded = NULL;
  g_autoptr (Outcome) unknown = NULL;
  g_autoptr (Outcome) gone = NULL;
  g_autoptr (Outcome) sent = NULL;
  g_autoptr (JsonObject) row = NULL;
  g_autofree char *begin = NULL;
  g_autofree char *line = NULL;
  g_autofree char *line_with_yes = NULL;
  g_autofree char *line_to_send = NULL;

  desk_stop_sandbox (desk);
  kept = desk_run (desk, ADD);
  assert_status (kept, 3);
  row = list (desk, 1);
  begin = g_strndup (json_object_get_string_member (row, "id"), 8);
  line = g_strdup_printf ("outbox discard %s", begin);
  line_with_yes = g_strdup_printf ("%s --yes", line);
  asked = desk_run (desk, line);
  assert_status (asked, 2);
  assert_has (asked->err, "is only on this computer, and would be lost.");
  discarded = desk_run (desk, line_with_yes);
  assert_status (discarded, 0);
  g_assert_null (list (desk, 0));
  unknown = desk_run (desk, line_with_yes);
  assert_status (unknown, 2);
  assert_has (unknown->err, "There is no change");

  desk_start_sandbox (desk);
  sent = desk_run (desk, "outbox send");
  assert_status (sent, 0);
  line_to_send = g_strdup_printf ("outbox send %s", json_object_get_string_member (row, "id"));
  gone = desk_run (desk, line_to_send);
  assert_status (gone, 1);
  g_assert_null (strstr (gone->err, "It is kept"));
  g_assert_cmpuint (desk_count_commits (desk), ==, 0);
}

/* Would catch: "only on this computer" said of what may be on the platform. */
static void
assert_discard_asks (Desk *desk, JsonObject *row, const char *question)
{
  g_autofree char *line = g_strdup_printf ("outbox discard %s", json_object_get_string_member (row, "id"));
  g_autoptr (Outcome) asked = desk_run (desk, line);

  assert_status (asked, 2);
  assert_has (asked->err, question);
  g_assert_null (strstr (asked->err, "only on this computer"));
}

/* A key that never read back an add of its own cannot tell whether one arrived: a person can, and says so. */
static void
test_retry (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Relay) relay = relay_new (desk_get_address (desk));
  g_autoptr (Outcome) lost = NULL;
  g_autoptr (Outcome) unclear = NULL;
  g_autoptr (Outcome) asked = NULL;
  g_autoptr (Outcome) sent = NULL;
  g_autoptr (JsonObject) row = NULL;
  g_autoptr (JsonObject) later = NULL;
  g_autofree char *line = NULL;
  g_autofree char *line_with_yes = NULL;

  desk_set_address (desk, relay_get_address (relay));
  relay_set_rule (relay, "addOrUpdateLead", RELAY_LOSES_REQUEST, 0, NULL);
  lost = desk_run (desk, ADD " --request-lifetime 1 --wait 1");
  assert_status (lost, 3);
  relay_set_rule (relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);
  row = list (desk, 1);
  g_assert_cmpstr (json_object_get_string_member (row, "state"), ==, "uncertain");
  assert_discard_asks (desk, row, "It may be on the platform already. What is here is the only other copy.");
  line = g_strdup_printf ("outbox send %s --request-lifetime 1 --wait 30", json_object_get_string_member (row, "id"));
  unclear = desk_run (desk, line);
  assert_status (unclear, 3);
  assert_has (unclear->err, " outbox retry ");
  later = list (desk, 1);
  g_assert_cmpstr (json_object_get_string_member (later, "state"), ==, "conflict");
  assert_discard_asks (desk, row, "It may be on the platform. What is here is the only other copy.");

  g_free (line);
  line = g_strdup_printf ("outbox retry %s", json_object_get_string_member (row, "id"));
  line_with_yes = g_strdup_printf ("%s --yes", line);
  asked = desk_run (desk, line);
  assert_status (asked, 2);
  assert_has (asked->err, "would be there twice.");
  g_assert_cmpuint (desk_count_commits (desk), ==, 0);
  sent = desk_run (desk, line_with_yes);
  assert_status (sent, 0);
  g_assert_cmpstr (sent->out, ==, "251\n");
  g_assert_cmpuint (desk_count_commits (desk), ==, 1);
}

/* One process delivers at a time: the other keeps, and what it kept is delivered by the first while it waits. */
static void
test_two_at_once (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Relay) relay = relay_new (desk_get_address (desk));
  g_autoptr (GSubprocess) first = NULL;
  g_autoptr (GSubprocess) second = NULL;
  g_autoptr (Outcome) first_outcome = NULL;
  g_autoptr (Outcome) second_outcome = NULL;

  desk_set_address (desk, relay_get_address (relay));
  relay_set_delay (relay, "addOrUpdateLead", 2000);
  first = desk_spawn (desk, ADD " --wait 60");
  while (relay_count (relay, "addOrUpdateLead") == 0)
    g_usleep (5000);
  second = desk_spawn (desk,
                       "lead add name=Wedding contact=15 quality=2 stage=11 type=23 source=32 industry=434 --wait 60");
  second_outcome = desk_finish (second, NULL);
  first_outcome = desk_finish (first, NULL);
  assert_status (first_outcome, 0);
  assert_status (second_outcome, 0);
  g_assert_cmpstr (first_outcome->out, !=, second_outcome->out);
  g_assert_cmpuint (desk_count_commits (desk), ==, 2);
  g_assert_null (list (desk, 0));
}

/* A key that is refused pauses the account: what was saved is kept, and goes when the key is mended. */
static void
test_key_refused (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Relay) relay = relay_new (desk_get_address (desk));
  g_autoptr (Outcome) seen = NULL;
  g_autoptr (Outcome) kept = NULL;
  g_autoptr (Outcome) sent = NULL;

  desk_set_address (desk, relay_get_address (relay));
  relay_set_rule (relay, "addOrUpdateLead", RELAY_ANSWERS, 401, "{\"errorCode\":401,\"message\":\"Revoked\"}");
  kept = desk_run (desk, ADD);
  assert_status (kept, 4);
  assert_has (kept->err, "The platform does not accept this key and secret.");
  assert_has (kept->err, " outbox send ");
  relay_set_rule (relay, "addOrUpdateLead", RELAY_PASSES, 0, NULL);
  sent = desk_run (desk, "outbox send");
  assert_status (sent, 0);
  g_assert_cmpuint (desk_count_commits (desk), ==, 1);
  seen = desk_run (desk, "lead show 251");
  assert_status (seen, 0);
}

/* What cannot be written is said to be so: nothing is sent that is not kept. */
static void
test_read_only (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *line = g_strdup_printf ("command -v setpriv > /dev/null || exit 77\n"
                                           "foyer-cli --address %s --key sample ping && chmod -R a-w data || exit 9\n"
                                           "setpriv --bounding-set=-all '%s' --address %s --key sample " ADD
                                           "; status=$?\n"
                                           "chmod -R u+w data; exit $status",
                                           desk_get_address (desk), g_getenv ("FOYER_CLI"), desk_get_address (desk));
  g_autoptr (Outcome) refused = desk_run_shell (desk, line, NULL);

  if (refused->status == 77)
    {
      g_test_skip ("There is no setpriv to give up root's rights with");
      return;
    }
  assert_status (refused, 1);
  assert_has (refused->err, "folder cannot be written. Check its permissions.");
  g_assert_cmpuint (desk_count_commits (desk), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/outbox/list-and-send", test_list_and_send);
  g_test_add_func ("/cli/outbox/discard", test_discard);
  g_test_add_func ("/cli/outbox/retry", test_retry);
  g_test_add_func ("/cli/outbox/two-at-once", test_two_at_once);
  g_test_add_func ("/cli/outbox/key-refused", test_key_refused);
  g_test_add_func ("/cli/outbox/read-only", test_read_only);
  return g_test_run ();
}
