/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Somebody who is nobody any more on the platform is forgotten here as well: by search, by their leads, and on the
 * disk.
 */

#include "foyer-session-mirror.h"
#include "sync-testing.h"

#include <string.h>

#define NOBODY                                                                                                         \
  "{\"meta\": {\"totalResults\": 1}, \"results\": [{\"id\": %" G_GINT64_FORMAT ", \"firstName\": \"Anonymised\", "     \
  "\"lastName\": \"Anonymised\", \"isAnonymised\": true}]}"
#define EMPTY "{\"meta\": {\"totalResults\": 0}, \"results\": []}"

static void
refresh (Desk *desk, FoyerRefreshDepth depth)
{
  FoyerMirrorRefresh *mirror = foyer_session_get_refresh (desk->session);
  g_autoptr (GError) error = NULL;

  foyer_mirror_refresh_run_finish (mirror, AWAIT (foyer_mirror_refresh_run_async, mirror, depth), &error);
  g_assert_no_error (error);
}

static guint
search_leads (Desk *desk, const char *text)
{
  g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;

  foyer_lead_query_set_text (query, text);
  ids = foyer_session_list_ids_finish (desk->session, AWAIT (foyer_session_list_ids_async, desk->session, query),
                                       &error);
  g_assert_no_error (error);
  return ids->len;
}

static guint
search_people (Desk *desk, const char *text, gint64 *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = foyer_session_search_parties_finish (
      desk->session,
      AWAIT (foyer_session_list_known_parties_async, desk->session, FOYER_PARTY_PERSON, text, G_GINT64_CONSTANT (0), 5),
      &error);

  g_assert_no_error (error);
  if (people->len > 0)
    *id = foyer_party_get_id (people->pdata[0]);
  return people->len;
}

/* In either case: the index keeps folded words. */
static gboolean
file_holds (const char *path, const char *text)
{
  g_autofree char *bytes = NULL;
  gsize size = 0, length = strlen (text);

  if (!g_file_get_contents (path, &bytes, &size, NULL))
    return FALSE;
  for (gsize i = 0; i + length <= size; i++)
    if (g_ascii_strncasecmp (bytes + i, text, length) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
disk_holds (Desk *desk, const char *text)
{
  const char *uuid = foyer_account_get_uuid (desk->account);
  g_autofree char *path = g_build_filename (desk->cache_dir, "accounts", uuid, "mirror.db", NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);

  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  return file_holds (path, text) || file_holds (log, text);
}

/* A lead of a person nobody else is called like. */
static gint64
add_quixote (Desk *desk)
{
  g_autoptr (FoyerLead) lead = new_person_lead (desk, "Xyloglyph tour");
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  desk_call_elsewhere (
      desk, "contact", "addOrUpdateContact",
      "{\"firstName\": \"Alonso\", \"lastName\": \"Zwvyxquijano\", \"email\": \"zwvyx@mancha.example\","
      " \"phone\": \"+34 926 500 111\"}");
  refresh (desk, FOYER_REFRESH_CHANGES);
  g_assert_cmpuint (search_people (desk, "zwvyxq", &id), ==, 1);
  foyer_lead_set_id (lead, FOYER_LEAD_CONTACT, id);
  foyer_lead_set_text (lead, FOYER_LEAD_CONTACT_NAME, "Alonso Zwvyxquijano");
  save_lead (desk, lead, NULL, NULL, &error);
  g_assert_no_error (error);
  refresh (desk, FOYER_REFRESH_CHANGES);
  g_assert_cmpuint (search_leads (desk, "zwvyxq"), ==, 1);
  g_assert_cmpuint (search_leads (desk, "+34926500111"), ==, 1);
  g_assert_true (disk_holds (desk, "zwvyxq"));
  return id;
}

static void
assert_forgotten (Desk *desk)
{
  gint64 id = 0;

  g_assert_cmpuint (search_people (desk, "zwvyxq", &id), ==, 0);
  g_assert_cmpuint (search_leads (desk, "zwvyxq"), ==, 0);
  g_assert_cmpuint (search_leads (desk, "+34926500111"), ==, 0);
  g_assert_cmpuint (search_leads (desk, "Xyloglyph"), ==, 1);
  g_assert_false (disk_holds (desk, "zwvyx"));
  g_assert_false (disk_holds (desk, "926 500 111"));
  g_assert_false (disk_holds (desk, "926500111"));
}

/* Would catch: the name, the e-mail address or the telephone number of somebody who was anonymised left in their leads,
 * in what leads are found by, or in a file that was not tidied, when it is only heard of as a change. */
static void
test_anonymised (void)
{
  Desk desk;
  g_autofree char *answer = NULL;
  gint64 id;

  desk_set_up (&desk);
  desk_open (&desk);
  refresh (&desk, FOYER_REFRESH_CHANGES);
  id = add_quixote (&desk);
  answer = g_strdup_printf (NOBODY, id);
  relay_set_rule (desk.relay, "getContactList", RELAY_ANSWERS, 200, answer);
  refresh (&desk, FOYER_REFRESH_CHANGES);
  assert_forgotten (&desk);
  desk_clear (&desk);
}

/* Would catch the same of somebody who is not there any more, for which it takes two refreshes of everything and a
 * look.
 */
static void
test_vanished (void)
{
  Desk desk;

  desk_set_up (&desk);
  desk_open (&desk);
  refresh (&desk, FOYER_REFRESH_CHANGES);
  add_quixote (&desk);
  relay_set_rule (desk.relay, "getContactList", RELAY_ANSWERS, 200, EMPTY);
  refresh (&desk, FOYER_REFRESH_EVERYTHING);
  refresh (&desk, FOYER_REFRESH_EVERYTHING);
  assert_forgotten (&desk);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forgotten/anonymised", test_anonymised);
  g_test_add_func ("/forgotten/vanished", test_vanished);
  return g_test_run ();
}
