/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests nobody should send. Would catch: a sandbox that crashes, warns, hangs or commits something it cannot replay.
 */
#include "platform.h"

#include <glib/gstdio.h>
#include <string.h>

static Answer *
post_lead (Platform *platform, const char *body, gssize length)
{
  return platform_send (
      platform,
      &(PlatformRequest) { .target = "/api/1.0/contact?action=addOrUpdateLead", .body = body, .length = length });
}

static void
test_no_object (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);
  static const struct
  {
    const char *body;
    gssize length;
  } bodies[] = {
    { "{", 0 },
    { "nonsense", 0 },
    { "null", 0 },
    { "1", 0 },
    { "\"text\"", 0 },
    { "[1]", 0 },
    { "{\"a\":}", 0 },
    { "{}{}", 0 },
    { "{\"name\":\"\xff\xfe\"}", 0 },
    { "{\"name\":\"a\0b\"}", 14 },
    { "\xef\xbb\xbf[", 0 },
    { "{'name':1}", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (Answer) answer = post_lead (platform, bodies[i].body, bodies[i].length);

      g_test_message ("body %u", i);
      answer_assert_refusal (answer, 400, 0, NULL);
    }
}

/* An empty array is how some clients write an empty object. */
static void
test_empty_array (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);
  g_autoptr (Answer) answer = post_lead (platform, "[]", 0);

  answer_assert_refusal (answer, 400, 24215, NULL);
}

static void
test_deep (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);
  g_autoptr (GString) body = g_string_new ("{\"name\":");
  g_autoptr (Answer) answer = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (body, '[');
  answer = post_lead (platform, body->str, 0);
  answer_assert_refusal (answer, 400, 0, NULL);
}

static void
test_long (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);
  g_autofree char *body = g_strnfill (8 * 1024 * 1024, ' ');
  g_autoptr (Answer) answer = post_lead (platform, body, 0);

  answer_assert_refusal (answer, 413, 0, NULL);
}

/* Every kind of value as every parameter of every call: an answer, and none that the journal could not repeat. */
static void
test_wrong_types (void)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "hostile-journal", NULL);
  FoyerSandboxOptions options = platform_options ();
  g_autoptr (Platform) platform = NULL;
  static const char *const values[] = {
    "null",
    "true",
    "0",
    "-1",
    "7",
    "1.5",
    "1e400",
    "99999999999999999999999",
    "\"\"",
    "\" \"",
    "\"7\"",
    "\"text\"",
    "[]",
    "[null]",
    "[[]]",
    "[7]",
    "[{}]",
    "[{\"fieldId\":81}]",
    "[{\"fieldId\":\"81\",\"fieldValue\":{}}]",
    "[{\"fieldId\":81,\"fieldValue\":{}},{\"fieldId\":81,\"fieldValue\":[]}]",
    "{}",
    "{\"id\":7}",
    "{\"id\":[]}",
    "{\"a\":{\"b\":[]}}",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"\\u001f\\n\"",
  };
  static const char lead_parameters[] =
      "id qualityId industryId sourceId companyId companyLeadContactId contactId name "
      "ownerUserId typeId subtypeId stageId stageReasonId channel channelId description "
      "company contact customFields";
  static const struct
  {
    const char *space, *action, *usual, *parameters;
  } calls[] = {
    { "contact", "addOrUpdateLead", "\"id\":1,\"qualityId\":2", lead_parameters },
    { "contact", "addOrUpdateLead",
      "\"qualityId\":2,\"industryId\":405,\"sourceId\":32,\"contactId\":15,\"name\":\"Gala\",\"typeId\":23,\"stageId\":"
      "12",
      lead_parameters },
    { "contact", "addOrUpdateContact", "\"firstName\":\"A\",\"lastName\":\"B\",\"email\":\"a@b.example\"",
      "id externalId firstName email phone companies updateIfExists" },
    { "contact", "addOrUpdateCompany", "\"businessName\":\"Quay\"",
      "id externalId businessName address industryId primaryContactId updateIfExists" },
    { "crm", "addOrUpdateLeadNote", "\"leadId\":9,\"note\":\"One\"", "id leadId note" },
    { "crm", "getLeadList", "\"unknown\":1", "filter perPage start" },
    { "contact", "getContactList", "\"unknown\":1", "companyId fromModifiedDate toModifiedDate" },
    { "crm", "getLeadNoteList", "\"leadId\":9", "leadId start" },
    { "contact", "getCompany", "\"id\":9", "id" },
    { "test", "ping", "\"unknown\":1", "id" },
  };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_unlink (path);
  options.journal = path;
  platform = platform_new (&options);
  for (guint c = 0; c < G_N_ELEMENTS (calls); c++)
    {
      g_auto (GStrv) parameters = g_strsplit (calls[c].parameters, " ", -1);

      for (guint p = 0; parameters[p] != NULL; p++)
        for (guint v = 0; v < G_N_ELEMENTS (values); v++)
          {
            /* The last of two members of one name counts. */
            g_autoptr (Answer) answer = platform_callf (platform, calls[c].space, calls[c].action, "{%s,\"%s\":%s}",
                                                        calls[c].usual, parameters[p], values[v]);

            g_assert_true (answer->status == 200 || answer->status == 400);
          }
    }
  {
    g_autoptr (Answer) leads = platform_call (platform, "crm", "getLeadList", "{\"start\":200}");
    before = g_strdup (leads->text);
  }
  g_clear_pointer (&platform, platform_free);
  platform = platform_new (&options);
  {
    g_autoptr (Answer) leads = platform_call (platform, "crm", "getLeadList", "{\"start\":200}");
    after = g_strdup (leads->text);
  }
  g_assert_cmpstr (before, ==, after);
  g_unlink (path);
}

/* Targets that are no paths, and queries that are no forms. */
static void
test_targets (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);
  static const char *const targets[] = {
    "/api/1.0/",
    "/api/1.0/test/ping",
    "/api/1.0/test?action",
    "/api/1.0/test?action=",
    "/api/1.0/test?action=%FF%00",
    "/api/1.0/%2e%2e/test?action=ping",
    "/api/1.0//test?action=ping",
  };

  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autoptr (Answer) answer = platform_send (platform, &(PlatformRequest) { .target = targets[i], .body = "{}" });

      g_test_message ("%s: %s", targets[i], answer->text);
      g_assert_true (answer->status == 404 || answer->status == 405 || answer->status == 401);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/hostile/no-object", test_no_object);
  g_test_add_func ("/sandbox/hostile/empty-array", test_empty_array);
  g_test_add_func ("/sandbox/hostile/deep", test_deep);
  g_test_add_func ("/sandbox/hostile/long", test_long);
  g_test_add_func ("/sandbox/hostile/wrong-types", test_wrong_types);
  g_test_add_func ("/sandbox/hostile/targets", test_targets);
  return g_test_run ();
}
