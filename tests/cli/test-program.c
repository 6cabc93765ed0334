/* SPDX-License-Identifier: GPL-3.0-or-later */
/* foyer-cli itself against foyer-sandbox itself: every command, what it prints for people and for machines, and what
 * the sandbox committed. It would catch: a lead that goes in otherwise than it was typed, a request for nothing, a
 * problem that is told one at a time. */

#include "desk.h"

#include <string.h>

#define COMPANY_LEAD "name='Gala dinner' company=7 lead-contact=13 quality=B-Grade stage=New source='Phone enquiry' "

static void
test_ping (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Outcome) said = desk_run (desk, "ping");
  g_autoptr (Outcome) outcome = desk_run (desk, "ping --json");
  g_autoptr (JsonObject) answer = NULL;

  assert_status (said, 0);
  assert_has (said->out, "The platform answers");
  g_assert_cmpstr (said->err, ==, "");
  assert_status (outcome, 0);
  answer = desk_parse (outcome->out);
  g_assert_cmpint (ABS (json_object_get_int_member (answer, "clockOffset")), <=, 2);
  g_assert_true (g_str_has_suffix (json_object_get_string_member (answer, "serverTime"), "Z"));
}

static void
test_picklists (void)
{
  static const struct
  {
    const char *name, *row;
  } lists[] = {
    { "quality", "2  B-Grade\n" },
    { "stage", "18  Proposal sent    for opportunities only\n" },
    { "reason", "161  Price" },
    { "type", "23  Gala dinner\n" },
    { "subtype", "222  Reception" },
    { "industry", "405  Associations\n" },
    { "source", "38  Trade show\n" },
    { "channel", "52  Website\n" },
    { "owner", "103  Sofia Lindqvist\n" },
  };
  g_autoptr (Desk) desk = desk_new ();

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *line = g_strdup_printf ("picklist %s", lists[i].name);
      g_autofree char *json_line = g_strdup_printf ("picklist --json %s", lists[i].name);
      g_autoptr (Outcome) said = desk_run (desk, line);
      g_autoptr (Outcome) outcome = desk_run (desk, json_line);
      g_autoptr (JsonObject) answer = NULL;
      JsonObject *item;

      assert_status (said, 0);
      assert_has (said->out, lists[i].row);
      assert_status (outcome, 0);
      answer = desk_parse (outcome->out);
      g_assert_cmpstr (json_object_get_string_member (answer, "picklist"), ==, lists[i].name);
      item = json_array_get_object_element (json_object_get_array_member (answer, "items"), 0);
      g_assert_cmpint (json_object_get_int_member (item, "id"), >, 0);
      g_assert_nonnull (json_object_get_string_member (item, "title"));
    }

  /* A reason says of which stage it is. */
  {
    g_autoptr (Outcome) said = desk_run (desk, "picklist reason");
    assert_has (said->out, "161  Price                 Lost\n");
  }
}

/* What was listed once is there without the platform; --refresh insists. */
static void
test_picklist_is_remembered (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Outcome) first = desk_run (desk, "picklist quality");
  g_autoptr (Outcome) second = NULL;
  g_autoptr (Outcome) insisting = NULL;
  g_autoptr (Outcome) other = NULL;

  assert_status (first, 0);
  desk_stop_sandbox (desk);
  second = desk_run (desk, "picklist quality");
  assert_status (second, 0);
  g_assert_cmpstr (second->out, ==, first->out);
  insisting = desk_run (desk, "picklist quality --refresh");
  assert_status (insisting, 3);
  other = desk_run (desk, "picklist channel");
  assert_status (other, 3);
}

static void
test_add_and_update (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Outcome) added = desk_run (desk, "lead add " COMPANY_LEAD
                                              "type=Wedding subtype=Reception channel=Website customField.81=Vegan");
  g_autoptr (Outcome) updated = NULL;
  g_autoptr (Outcome) shown = NULL;
  g_autoptr (Outcome) listed = NULL;
  g_autofree char *commit = NULL;
  g_autofree char *update = NULL;

  assert_status (added, 0);
  g_assert_cmpstr (added->out, ==, "251\n");
  g_assert_cmpstr (added->err, ==, "");
  commit = desk_dup_commit (desk, 0);
  assert_has (commit,
              "\"name\":\"Gala dinner\",\"companyId\":7,\"companyLeadContactId\":13,\"qualityId\":2,\"stageId\":11");
  assert_has (commit, "\"typeId\":22,\"subtypeId\":222,\"sourceId\":32,\"channel\":52,\"channelId\":52");
  assert_has (commit, "{\"fieldId\":81,\"fieldValue\":\"Vegan\"}");

  /* The industry, which the platform does not show, is neither asked for nor sent; the quality goes along as it is. */
  updated = desk_run (desk, "lead update 251 name='Gala night' stage=Lost reason=Price");
  assert_status (updated, 0);
  g_assert_cmpstr (updated->out, ==, "");
  assert_has (updated->err, "Lead 251 is updated: Name, Stage, Reason.");
  update = desk_dup_commit (desk, 1);
  assert_has (update, "\"id\":251,\"name\":\"Gala night\",\"qualityId\":2,\"stageId\":16,\"stageReasonId\":161}");
  g_assert_null (strstr (update, "industry"));
  g_assert_null (strstr (update, "customFields"));
  g_assert_cmpuint (desk_count_commits (desk), ==, 2);

  shown = desk_run (desk, "lead show 251");
  assert_status (shown, 0);
  assert_has (shown->out, "Name           Gala night\n");
  assert_has (shown->out, "Reason         Price (161)\n");
  assert_has (shown->out, "Industry       Not shown by the platform\n");
  listed = desk_run (desk, "lead list --limit 3");
  assert_status (listed, 0);
  assert_has (listed->out, "251  Gala night");
}

/* Every field in both orders: a parent may be typed after its child. */
static void
test_order_does_not_matter (void)
{
  static const char *const lines[] = {
    "lead add type=Wedding subtype=Ceremony stage='On hold' reason='waiting for a date' " COMPANY_LEAD "stageId=17",
    "lead add " COMPANY_LEAD "subtype=Ceremony type=Wedding",
    "lead add subtype=Ceremony " COMPANY_LEAD "typeId=22",
    "lead add lead-contact=13 subtypeId=221 type=wedding source=32 stage=11 qualityId=2 company=7 name='Gala dinner'",
  };
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Outcome) twice = desk_run (desk, lines[0]);

  assert_status (twice, 2);
  for (guint i = 1; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (Outcome) outcome = desk_run (desk, lines[i]);
      g_autofree char *commit = NULL;

      assert_status (outcome, 0);
      commit = desk_dup_commit (desk, i - 1);
      assert_has (commit, "\"qualityId\":2,\"stageId\":11,\"typeId\":22,\"subtypeId\":221,\"sourceId\":32}");
    }
}

static void
test_person_by_name (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Outcome) shown = desk_run (desk, "lead show 2 --json");
  g_autoptr (JsonObject) lead = NULL;
  g_autoptr (Outcome) added = NULL;
  g_autofree char *commit = NULL;
  g_autofree char *line = NULL;
  g_autofree char *expected = NULL;
  const char *email;

  assert_status (shown, 0);
  lead = desk_parse (shown->out);
  g_assert_cmpstr (json_object_get_string_member (lead, "belongsTo"), ==, "person");
  email = json_object_get_string_member (lead, "contactEmail");
  line = g_strdup_printf (
      "lead add name=Wedding contact=%s quality=a-grade stage=new type='gala dinner' source=walk-in "
      "industry=Private owner='ŁUCJA nowak'",
      email);
  added = desk_run (desk, line);
  assert_status (added, 0);
  commit = desk_dup_commit (desk, 0);
  expected = g_strdup_printf ("\"contactId\":%" G_GINT64_FORMAT ",", json_object_get_int_member (lead, "contactId"));
  assert_has (commit, expected);
  assert_has (commit, "\"industryId\":434,\"sourceId\":33,\"ownerUserId\":115");
}

static void
test_update_without_a_change (void)
{
  static const char *const lines[] = {
    "lead update 251 name='Gala dinner'",
    "lead update 251 name='  Gala dinner ' quality=B-Grade",
    "lead update 251 typeId=23 channel= description=",
    "lead update 251 company=7 lead-contact=13",
  };
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Outcome) added = desk_run (desk, "lead add " COMPANY_LEAD "type='Gala dinner'");
  g_autoptr (Outcome) outcome = NULL;
  g_autoptr (JsonObject) answer = NULL;

  assert_status (added, 0);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (Outcome) said = desk_run (desk, lines[i]);

      assert_status (said, 0);
      assert_has (said->err, "Lead 251 is like that already: nothing was sent.");
      g_assert_cmpuint (desk_count_commits (desk), ==, 1);
    }
  outcome = desk_run (desk, "lead update 251 --json quality=B-Grade");
  assert_status (outcome, 0);
  answer = desk_parse (outcome->out);
  g_assert_cmpstr (json_object_get_string_member (answer, "outcome"), ==, "unchanged");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (answer, "changed")), ==, 0);
}

/* What went with its parent is not left behind, and what is emptied is emptied. */
static void
test_clearing (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Outcome) added = desk_run (
      desk, "lead add " COMPANY_LEAD "type=Wedding subtype=Reception description=Notes owner=103 customField.82=x");
  g_autoptr (Outcome) updated = NULL;
  g_autofree char *commit = NULL;

  assert_status (added, 0);
  updated = desk_run (desk, "lead update 251 --json type=Meeting description= owner= customField.82=");
  assert_status (updated, 0);
  commit = desk_dup_commit (desk, 1);
  assert_has (commit, "\"description\":\"\"");
  assert_has (commit, "\"typeId\":25,\"subtypeId\":null");
  assert_has (commit, "\"ownerUserId\":null");
  assert_has (commit, "{\"fieldId\":82,\"fieldValue\":\"\"}");
}

typedef struct
{
  const char *line;
  const char *said[6];
} Refusal;

/* Everything that is wrong at once, each at its field and with what to do. */
static const Refusal refusals[] = {
  { "lead add name=Gala",
    { "contact (contactId): It is not said whom the lead belongs to", "quality (qualityId): Quality is missing",
      "stage (stageId): Stage is missing", "type (typeId): Type is missing",
      "industry (industryId): Industry is missing", "source (sourceId): Source is missing" } },
  { "lead add company=7",
    { "name: Name is missing. Give name=TEXT.", "lead-contact (companyLeadContactId): Lead contact is missing" } },
  { "lead add " COMPANY_LEAD "type=Wedding",
    { "subtype (subtypeId): Subtype is missing. Give subtype=TITLE or subtypeId=ID." } },
  { "lead add " COMPANY_LEAD "type=Wedding subtypeId=211",
    { "Subtype “Association” is not one of Type “Wedding”. Give another, or none with subtype=" } },
  { "lead add " COMPANY_LEAD "type=Wedding subtype=Association",
    { "Subtype: there is no “Association”", "“Ceremony”" } },
  { "lead add " COMPANY_LEAD "type=Weding subtype=Association",
    { "Type: there is no “Weding”. Do you mean “Wedding”?" } },
  { "lead add company=7 lead-contact=13 name=x type=Meeting stage=New quality=B-Grade source='trade show'",
    { "Source: “trade show” can mean several. Give the ID:", "sourceId=35  Trade show", "sourceId=38  Trade show" } },
  { "lead update 2 channel='Corporate desk'", { "channelId=54  Corporate desk", "channelId=57  Corporate desk" } },
  { "lead update 2 stageId=18", { "Stage “Proposal sent” is for opportunities, not for leads." } },
  { "lead update 2 stage='Proposal sent'", { "Stage: there is no “Proposal sent”" } },
  { "lead update 2 quality=Z name=",
    { "name: Name is missing", "quality (qualityId): Quality: there is no “Z”. There are: “A-Grade”" } },
  { "lead update 2 contact='Nobody At All'", { "Person: there is no “Nobody At All”. Give contactId=ID." } },
};

static void
test_refused_by_the_rules (void)
{
  g_autoptr (Desk) desk = desk_new ();

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *json_line = g_strconcat (refusals[i].line, " --json", NULL);
      g_autoptr (Outcome) said = desk_run (desk, refusals[i].line);
      g_autoptr (Outcome) outcome = desk_run (desk, json_line);
      g_autoptr (JsonObject) answer = NULL;
      JsonObject *error;

      assert_status (said, 1);
      g_assert_cmpstr (said->out, ==, "");
      assert_has (said->err, "Nothing was sent.");
      for (guint n = 0; n < G_N_ELEMENTS (refusals[i].said) && refusals[i].said[n] != NULL; n++)
        assert_has (said->err, refusals[i].said[n]);

      assert_status (outcome, 1);
      g_assert_cmpstr (outcome->err, ==, "");
      answer = desk_parse (outcome->out);
      error = json_object_get_object_member (answer, "error");
      g_assert_cmpstr (json_object_get_string_member (error, "code"), ==, "rules");
      g_assert_cmpint (json_object_get_int_member (error, "status"), ==, 1);
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (error, "problems")), >, 0);
    }
  g_assert_cmpuint (desk_count_commits (desk), ==, 0);
}

/* What only the platform can know is told in its own words, at its field. */
static void
test_refused_by_the_platform (void)
{
  const char *line = "lead add company=7 lead-contact=15 name=Gala quality=1 stage=New type=Meeting source=32";
  g_autofree char *json_line = g_strconcat (line, " --json", NULL);
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Outcome) said = desk_run (desk, line);
  g_autoptr (Outcome) outcome = desk_run (desk, json_line);
  g_autoptr (Outcome) gone = desk_run (desk, "lead update 999999 name=x");
  g_autoptr (JsonObject) answer = NULL;
  JsonObject *error, *problem, *platform;

  assert_status (said, 1);
  assert_has (said->err, "The platform does not accept the details of this lead.");
  assert_has (said->err, "lead-contact (companyLeadContactId): The platform does not accept this value. The platform "
                         "says: ");
  assert_status (outcome, 1);
  answer = desk_parse (outcome->out);
  error = json_object_get_object_member (answer, "error");
  g_assert_cmpstr (json_object_get_string_member (error, "code"), ==, "refused");
  platform = json_object_get_object_member (error, "platform");
  g_assert_cmpint (json_object_get_int_member (platform, "specificCode"), ==, 24218);
  problem = json_array_get_object_element (json_object_get_array_member (error, "problems"), 0);
  g_assert_cmpstr (json_object_get_string_member (problem, "field"), ==, "companyLeadContactId");
  assert_status (gone, 1);
  assert_has (gone->err, "There is no lead 999999 on the platform");
  g_assert_cmpuint (desk_count_commits (desk), ==, 0);
}

static void
test_file (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autofree char *path = g_build_filename (desk_get_folder (desk), "notes.txt", NULL);
  g_autoptr (Outcome) added = NULL;
  g_autoptr (Outcome) shown = NULL;
  g_autoptr (Outcome) missing = desk_run (desk, "lead update 1 description=@nothing.txt");
  g_autoptr (JsonObject) entry = NULL;
  g_autofree char *commit = NULL;

  g_assert_true (g_file_set_contents (path, "Forty guests.\n\"Terrace\", if dry: \\o/\n", -1, NULL));
  added = desk_run (desk, "lead add " COMPANY_LEAD "type=Meeting description=@notes.txt");
  assert_status (added, 0);
  commit = desk_dup_commit (desk, 0);
  entry = desk_parse (commit);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (entry, "parameters"), "description"),
                   ==, "Forty guests.\n\"Terrace\", if dry: \\o/");
  shown = desk_run (desk, "lead show 251");
  assert_has (shown->out, "Description    Forty guests.\n               \"Terrace\", if dry: \\o/\n");
  assert_status (missing, 2);
  assert_has (missing->err, "description: the file cannot be read");
}

static void
test_list (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Outcome) listed = desk_run (desk, "lead list --json --limit 7");
  g_autoptr (Outcome) found = NULL;
  g_autoptr (Outcome) nothing = desk_run (desk, "lead list --search 'no lead is called so'");
  g_autoptr (JsonObject) answer = desk_parse (listed->out);
  g_autoptr (JsonObject) found_answer = NULL;
  g_autofree char *line = NULL;
  JsonArray *leads = json_object_get_array_member (answer, "leads");
  JsonObject *first, *second;

  assert_status (listed, 0);
  g_assert_cmpuint (json_array_get_length (leads), ==, 7);
  g_assert_true (json_object_get_boolean_member (answer, "current"));
  first = json_array_get_object_element (leads, 0);
  second = json_array_get_object_element (leads, 1);
  g_assert_cmpstr (json_object_get_string_member (first, "created"), >=,
                   json_object_get_string_member (second, "created"));

  line = g_strdup_printf ("lead list --json --search \"%s\"", json_object_get_string_member (second, "name"));
  found = desk_run (desk, line);
  assert_status (found, 0);
  found_answer = desk_parse (found->out);
  first = json_array_get_object_element (json_object_get_array_member (found_answer, "leads"), 0);
  g_assert_cmpint (json_object_get_int_member (first, "id"), ==, json_object_get_int_member (second, "id"));
  assert_status (nothing, 0);
  g_assert_cmpstr (nothing->out, ==, "");
}

static void
test_usage (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Outcome) said = desk_run (desk, "lead add name");
  g_autoptr (Outcome) outcome = desk_run (desk, "lead show --json many");
  g_autoptr (Outcome) address = desk_run_bare (desk, "--address nowhere --key x ping", NULL);
  g_autoptr (Outcome) insecure = desk_run_bare (desk, "--address http://192.0.2.1 --key x ping", NULL);
  g_autoptr (JsonObject) answer = NULL;

  assert_status (said, 2);
  g_assert_cmpstr (said->out, ==, "");
  assert_has (said->err, "foyer-cli: “name” is not of the form FIELD=VALUE\n");
  assert_status (outcome, 2);
  g_assert_cmpstr (outcome->err, ==, "");
  answer = desk_parse (outcome->out);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (answer, "error"), "code"), ==,
                   "usage");
  assert_status (address, 2);
  assert_status (insecure, 2);
}

static void
test_help_and_version (void)
{
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Outcome) help = desk_run_bare (desk, "--help", NULL);
  g_autoptr (Outcome) add = desk_run_bare (desk, "lead add -h", NULL);
  g_autoptr (Outcome) version = desk_run_bare (desk, "--version", NULL);

  assert_status (help, 0);
  assert_has (help->out, "lead update ID FIELD=VALUE...");
  assert_has (help->out, "companyLeadContactId");
  assert_has (help->out, "Exit status:");
  g_assert_cmpstr (help->err, ==, "");
  assert_status (add, 0);
  assert_has (add->out, "Usage: foyer-cli lead add FIELD=VALUE...");
  assert_has (add->out, "customField.N");
  assert_has (add->out, "--wait SECONDS");
  g_assert_null (strstr (add->out, "--limit"));
  assert_status (version, 0);
  g_assert_true (g_str_has_prefix (version->out, "foyer-cli "));
}

/* What bash offers for the last word. */
static void
check_offer (Desk *desk, const char *words, const char *expected)
{
  g_autofree char *script = g_strdup_printf (
      ". '%s'; compopt() { :; }; COMP_WORDS=(foyer-cli %s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); "
      "_foyer_cli; echo \"${COMPREPLY[*]}\"",
      g_getenv ("FOYER_COMPLETION"), words);
  g_autoptr (Outcome) outcome = desk_run_shell (desk, script, NULL);

  assert_status (outcome, 0);
  g_assert_cmpstr (outcome->err, ==, "");
  g_assert_cmpstr (g_strchomp (outcome->out), ==, expected);
}

static void
test_completion (void)
{
  g_autoptr (Desk) desk = desk_new ();

  check_offer (desk, "''", "ping picklist lead note outbox refresh");
  check_offer (desk, "le", "lead");
  check_offer (desk, "--key k lead ''", "add update show list");
  check_offer (desk, "lead --json u", "update");
  check_offer (desk, "picklist s", "stage subtype source");
  check_offer (desk, "lead add qual", "quality= qualityId=");
  check_offer (desk, "lead update 4 name = Gala cust", "customField.");
  check_offer (desk, "lead add quality = ''", "");
  check_offer (desk, "lead show ''", "");
  check_offer (desk, "lead list --li", "--limit");
  check_offer (desk, "lead list st", "stage=");
  check_offer (desk, "lead list pen", "pending=yes");
  check_offer (desk, "lead list stage = ''", "");
  check_offer (desk, "--address ''", "");
}

/* People are told in their language; what machines read is the same in every one. */
static void
test_languages (void)
{
  static const char *const translate = "mkdir -p de/LC_MESSAGES\n"
                                       "printf 'msgid \"\"\\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\\\n\"\\n"
                                       "msgid \"The ID of a lead is needed\"\\nmsgstr \"Welcher Lead?\"\\n' > de.po\n"
                                       "msgfmt -o de/LC_MESSAGES/foyer.mo de.po || exit 9\n"
                                       "localedef -i de_DE -f UTF-8 ./de_DE.UTF-8 2>&1 || exit 77\n"
                                       "export FOYER_LOCALEDIR=$PWD LOCPATH=$PWD LC_ALL=de_DE.UTF-8 LANGUAGE=de\n";
  g_autofree char *people = g_strconcat (translate, "foyer-cli lead show", NULL);
  g_autofree char *machine = g_strconcat (translate, "foyer-cli lead show --json", NULL);
  g_autoptr (Desk) desk = desk_new ();
  g_autoptr (Outcome) said = desk_run_shell (desk, people, NULL);
  g_autoptr (Outcome) outcome = desk_run_shell (desk, machine, NULL);
  g_autoptr (JsonObject) answer = NULL;

  if (said->status == 77)
    {
      g_test_skip ("This system has no locales to make one of");
      return;
    }
  assert_status (said, 2);
  assert_has (said->err, "Welcher Lead?");
  assert_status (outcome, 2);
  answer = desk_parse (outcome->out);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (answer, "error"), "message"), ==,
                   "The ID of a lead is needed");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/program/ping", test_ping);
  g_test_add_func ("/cli/program/picklists", test_picklists);
  g_test_add_func ("/cli/program/picklist-is-remembered", test_picklist_is_remembered);
  g_test_add_func ("/cli/program/add-and-update", test_add_and_update);
  g_test_add_func ("/cli/program/order-does-not-matter", test_order_does_not_matter);
  g_test_add_func ("/cli/program/person-by-name", test_person_by_name);
  g_test_add_func ("/cli/program/update-without-a-change", test_update_without_a_change);
  g_test_add_func ("/cli/program/clearing", test_clearing);
  g_test_add_func ("/cli/program/refused-by-the-rules", test_refused_by_the_rules);
  g_test_add_func ("/cli/program/refused-by-the-platform", test_refused_by_the_platform);
  g_test_add_func ("/cli/program/file", test_file);
  g_test_add_func ("/cli/program/list", test_list);
  g_test_add_func ("/cli/program/usage", test_usage);
  g_test_add_func ("/cli/program/completion", test_completion);
  g_test_add_func ("/cli/program/languages", test_languages);
  g_test_add_func ("/cli/program/help-and-version", test_help_and_version);
  return g_test_run ();
}
