/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Companies, contacts and notes: adding, updating, reading one. Would catch: a person that cannot be found by the id of
 * the desk that added them, which is how a lost reply is made good. */
#include "platform.h"

#include <string.h>

static JsonObject *
get_only_row (Answer *answer)
{
  g_assert_cmpuint (json_array_get_length (answer_get_rows (answer)), ==, 1);
  return json_array_get_object_element (answer_get_rows (answer), 0);
}

static void
test_add_contact (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);
  g_autoptr (Answer)
      added = platform_call (platform, "contact", "addOrUpdateContact",
                             "{\"externalId\":\"9f1c\",\"firstName\":\"Ana\",\"lastName\":\"Quay\","
                             "\"email\":\"ana@quay.example\",\"phone\":\"+61 3 5550 1234\",\"companies\":[7,8,7]}");
  gint64 id = answer_assert_saved (added);
  g_autoptr (Answer)
      by_external_id = platform_call (platform, "contact", "getContactList", "{\"filter\":{\"externalId\":\"9f1c\"}}");
  g_autoptr (Answer) of_company = platform_call (platform, "contact", "getContactList", "{\"companyId\":8}");
  g_autoptr (Answer) moved = platform_callf (platform, "contact", "addOrUpdateContact",
                                             "{\"id\":%" G_GINT64_FORMAT ",\"phone\":null,\"companies\":[9]}", id);
  g_autoptr (Answer) left = platform_call (platform, "contact", "getContactList", "{\"companyId\":8}");
  g_autoptr (Answer) alone = platform_callf (platform, "contact", "getContact", "{\"id\":%" G_GINT64_FORMAT "}", id);
  JsonObject *row = get_only_row (by_external_id);

  g_assert_cmpint (row_get_id (row, "id"), ==, id);
  g_assert_cmpstr (json_object_get_string_member (row, "lastName"), ==, "Quay");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (row, "companiesData")), ==, 2);
  answer_assert_saved (moved);
  g_assert_cmpint (answer_get_meta (of_company, "count"), ==, answer_get_meta (left, "count") + 1);
  g_assert_cmpstr (json_object_get_string_member (alone->object, "firstName"), ==, "Ana");
  g_assert_null (json_object_get_string_member_with_default (alone->object, "phone", NULL));
}

static void
test_add_company (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);
  g_autofree char *since = time_text (g_get_real_time () / G_USEC_PER_SEC - 10);
  g_autoptr (Answer)
      added = platform_call (platform, "contact", "addOrUpdateCompany",
                             "{\"externalId\":\"9f1d\",\"businessName\":\"Quay Hotel\",\"industryId\":423,"
                             "\"primaryContactId\":13,\"address\":{\"line1\":\"1 Quay\",\"line2\":\"Left\","
                             "\"city\":\"Sydney\",\"countryCode\":\"AU\"}}");
  gint64 id = answer_assert_saved (added);
  g_autoptr (Answer)
      since_then = platform_callf (platform, "contact", "getCompanyList", "{\"fromModifiedDate\":\"%s\"}", since);
  g_autoptr (Answer) alone = platform_callf (platform, "contact", "getCompany", "{\"id\":%" G_GINT64_FORMAT "}", id);
  JsonObject *row = get_only_row (since_then);

  g_assert_cmpstr (json_object_get_string_member (row, "externalId"), ==, "9f1d");
  g_assert_cmpint (row_get_id (json_object_get_object_member (row, "industry"), "id"), ==, 423);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (row, "address"), "line2"), ==, "Left");
  /* Texts where the list has objects. */
  g_assert_cmpstr (json_object_get_string_member (alone->object, "industry"), ==, "Hospitality");
  g_assert_cmpstr (json_object_get_string_member (alone->object, "address"), ==, "1 Quay, Left, Sydney, AU");
}

static void
test_update_if_exists (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);
  g_autoptr (Answer) company = platform_call (platform, "contact", "getCompanyList", "{\"filter\":{\"id\":9}}");
  const char *name = json_object_get_string_member (get_only_row (company), "businessName");
  g_autoptr (Answer) again = platform_callf (platform, "contact", "addOrUpdateCompany",
                                             "{\"businessName\":\"%s\",\"updateIfExists\":true}", name);
  g_autoptr (Answer)
      twice = platform_callf (platform, "contact", "addOrUpdateCompany", "{\"businessName\":\"%s\"}", name);
  g_autoptr (Answer) contacts = platform_call (platform, "contact", "getContactList", "{\"filter\":{\"id\":13}}");
  JsonObject *contact = get_only_row (contacts);
  g_autoptr (Answer) contact_again = platform_callf (
      platform, "contact", "addOrUpdateContact",
      "{\"firstName\":\"%s\",\"lastName\":\"%s\",\"email\":\"%s\",\"updateIfExists\":1}",
      json_object_get_string_member (contact, "firstName"), json_object_get_string_member (contact, "lastName"),
      json_object_get_string_member (contact, "email"));

  g_assert_cmpint (answer_assert_saved (again), <=, 9);
  g_assert_cmpint (answer_assert_saved (twice), ==, 126);
  g_assert_cmpint (answer_assert_saved (contact_again), ==, 13);
}

static void
test_refusals (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);
  static const struct
  {
    const char *action, *body;
    gint64 code;
    const char *parameter;
  } refusals[] = {
    { "addOrUpdateContact", "{}", 23017, "firstName" },
    { "addOrUpdateContact", "{\"firstName\":\"A\"}", 23017, "lastName" },
    { "addOrUpdateContact", "{\"firstName\":\"A\",\"lastName\":\"B\"}", 23017, "email" },
    { "addOrUpdateContact", "{\"firstName\":\"A\",\"lastName\":\"B\",\"email\":\"nobody\"}", 23016, "email" },
    { "addOrUpdateContact", "{\"id\":13,\"lastName\":\" \"}", 23017, "lastName" },
    { "addOrUpdateContact", "{\"id\":13,\"companies\":[999999]}", 23016, "companies" },
    { "addOrUpdateContact", "{\"id\":13,\"companies\":{\"0\":7}}", 23016, "companies" },
    { "addOrUpdateContact", "{\"id\":13,\"phone\":5550}", 23016, "phone" },
    { "addOrUpdateCompany", "{}", 23017, "businessName" },
    { "addOrUpdateCompany", "{\"id\":7,\"industryId\":7}", 23016, "industryId" },
    { "addOrUpdateCompany", "{\"id\":7,\"primaryContactId\":999999}", 23016, "primaryContactId" },
    { "addOrUpdateCompany", "{\"id\":7,\"address\":\"1 Quay\"}", 23016, "address" },
    { "addOrUpdateCompany", "{\"id\":7,\"address\":{\"line1\":1}}", 23016, "address" },
    { "getContact", "{\"id\":999999}", 24096, NULL },
    { "getContact", "{}", 23017, "id" },
    { "getCompany", "{\"id\":999999}", 24153, NULL },
    { "getCompany", "{\"id\":\"7\"}", 23016, "id" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (Answer) answer = platform_call (platform, "contact", refusals[i].action, refusals[i].body);

      g_test_message ("%s %s", refusals[i].action, refusals[i].body);
      answer_assert_refusal (answer, 400, refusals[i].code, refusals[i].parameter);
    }
}

/* These two tell a failure without an errorCode. */
static void
test_failure_without_code (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);
  static const char *const actions[] = { "addOrUpdateContact", "addOrUpdateCompany" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autoptr (Answer) answer = platform_call (platform, "contact", actions[i], "{\"id\":999999}");

      g_assert_cmpuint (answer->status, ==, 200);
      g_assert_false (json_object_get_boolean_member (answer->object, "success"));
      g_assert_true (json_object_has_member (answer->object, "message"));
      g_assert_false (json_object_has_member (answer->object, "errorCode"));
    }
}

static void
test_notes (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);
  guint n_notes = 0;

  for (gint64 lead = 1; lead <= 250; lead++)
    {
      g_autoptr (Answer)
          notes = platform_callf (platform, "crm", "getLeadNoteList", "{\"leadId\":%" G_GINT64_FORMAT "}", lead);
      JsonArray *rows = answer_get_rows (notes);

      for (guint i = 0; i < json_array_get_length (rows); i++, n_notes++)
        g_assert_cmpint (row_get_id (json_array_get_object_element (rows, i), "leadId"), ==, lead);
    }
  g_assert_cmpuint (n_notes, >, 200);

  g_autoptr (Answer) before = platform_call (platform, "crm", "getLeadNoteList", "{\"leadId\":9}");
  g_autoptr (Answer) added = platform_call (platform, "crm", "addOrUpdateLeadNote", "{\"leadId\":9,\"note\":\"One\"}");
  gint64 id = answer_assert_saved (added);
  g_autoptr (Answer) edited = platform_callf (platform, "crm", "addOrUpdateLeadNote",
                                              "{\"id\":%" G_GINT64_FORMAT ",\"leadId\":9,\"note\":\"Two\"}", id);
  g_assert_cmpint (answer_assert_saved (edited), ==, id);
  g_autoptr (Answer) after = platform_call (platform, "crm", "getLeadNoteList", "{\"leadId\":9}");
  JsonArray *rows = answer_get_rows (after);

  g_assert_cmpint (json_array_get_length (rows), ==, json_array_get_length (answer_get_rows (before)) + 1);
  g_assert_cmpstr (
      json_object_get_string_member (json_array_get_object_element (rows, json_array_get_length (rows) - 1), "note"),
      ==, "Two");
}

static void
test_refused_notes (void)
{
  g_autoptr (Platform) platform = platform_new (NULL);
  static const struct
  {
    const char *body;
    gint64 code;
    const char *parameter;
  } refusals[] = {
    { "{\"note\":\"One\"}", 23017, "leadId" },
    { "{\"leadId\":999999,\"note\":\"One\"}", 24441, NULL },
    { "{\"leadId\":9}", 23017, "note" },
    { "{\"leadId\":9,\"note\":\" \"}", 24436, "note" },
    { "{\"leadId\":9,\"note\":1}", 23016, "note" },
    { "{\"leadId\":9,\"id\":999999,\"note\":\"One\"}", 24434, NULL },
    { "{\"leadId\":9,\"id\":\"x\",\"note\":\"One\"}", 23016, "id" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (Answer) answer = platform_call (platform, "crm", "addOrUpdateLeadNote", refusals[i].body);

      answer_assert_refusal (answer, 400, refusals[i].code, refusals[i].parameter);
    }
  g_autoptr (Answer) list = platform_call (platform, "crm", "getLeadNoteList", "{}");
  answer_assert_refusal (list, 400, 23017, "leadId");
}

/* Would catch: an account that lists the notes of all leads and leaves some out, repeats some, does not heed what it is
 * asked, or no longer lists those of one lead. */
static void
test_all_notes (void)
{
  FoyerSandboxOptions options = platform_options ();
  g_autoptr (Platform) platform = NULL;
  guint n_by_lead = 0, n_at_once = 0, n_rows;
  gint64 last = 0;

  options.all_notes = TRUE;
  platform = platform_new (&options);
  for (gint64 lead = 1; lead <= 250; lead++)
    {
      g_autoptr (Answer)
          notes = platform_callf (platform, "crm", "getLeadNoteList", "{\"leadId\":%" G_GINT64_FORMAT "}", lead);

      n_by_lead += json_array_get_length (answer_get_rows (notes));
    }
  do
    {
      g_autoptr (Answer)
          page = platform_callf (platform, "crm", "getLeadNoteList", "{\"perPage\":90,\"start\":%u}", n_at_once);

      n_rows = json_array_get_length (answer_get_rows (page));
      for (guint i = 0; i < n_rows; i++, n_at_once++)
        {
          gint64 id = row_get_id (json_array_get_object_element (answer_get_rows (page), i), "id");

          g_assert_cmpint (id, >, last);
          last = id;
        }
    }
  while (n_rows == 90);
  g_assert_cmpuint (n_at_once, ==, n_by_lead);

  g_autoptr (Answer) after = platform_callf (platform, "crm", "getLeadNoteList",
                                             "{\"filter\":{\"id__GREATERTHAN\":%" G_GINT64_FORMAT "}}", last);
  g_autoptr (Answer) changed = platform_call (platform, "crm", "getLeadNoteList",
                                              "{\"filter\":{\"modifiedDate__GREATERTHAN\":\"2040-01-01 00:00:00\"}}");
  g_autoptr (Answer) of_none = platform_call (platform, "crm", "getLeadNoteList", "{\"leadId\":999999}");

  g_assert_cmpuint (json_array_get_length (answer_get_rows (after)), ==, 1);
  g_assert_cmpuint (json_array_get_length (answer_get_rows (changed)), ==, 0);
  answer_assert_refusal (of_none, 400, 24441, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sandbox/people/add-contact", test_add_contact);
  g_test_add_func ("/sandbox/people/add-company", test_add_company);
  g_test_add_func ("/sandbox/people/update-if-exists", test_update_if_exists);
  g_test_add_func ("/sandbox/people/refusals", test_refusals);
  g_test_add_func ("/sandbox/people/failure-without-code", test_failure_without_code);
  g_test_add_func ("/sandbox/people/notes", test_notes);
  g_test_add_func ("/sandbox/people/refused-notes", test_refused_notes);
  g_test_add_func ("/sandbox/people/all-notes", test_all_notes);
  return g_test_run ();
}
