/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is there already, found while somebody types: by every key, on the platform and on this desk. */

#include "foyer-session-mirror.h"
#include "outbox-testing.h"

static void
refresh (Desk *desk)
{
  FoyerMirrorRefresh *mirror = foyer_session_get_refresh (desk->session);
  g_autoptr (GError) error = NULL;

  foyer_mirror_refresh_run_finish (mirror, AWAIT (foyer_mirror_refresh_run_async, mirror, FOYER_REFRESH_CHANGES),
                                   &error);
  g_assert_no_error (error);
}

static GPtrArray *
find (Desk *desk, const FoyerIdentity *identity)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *similar = foyer_session_find_similar_finish (
      desk->session, AWAIT (foyer_session_find_similar_async, desk->session, identity, G_GINT64_CONSTANT (0), 5),
      &error);

  g_assert_no_error (error);
  return similar;
}

static FoyerLikeness
find_party (Desk *desk, const FoyerIdentity *identity, gint64 id)
{
  g_autoptr (GPtrArray) similar = find (desk, identity);

  for (guint i = 0; i < similar->len; i++)
    {
      const FoyerSimilar *one = similar->pdata[i];

      if (one->party != NULL && foyer_party_get_id (one->party) == id)
        return one->likeness;
    }
  return FOYER_LIKENESS_NONE;
}

static FoyerLikeness
find_lead (Desk *desk, const FoyerIdentity *identity, gint64 id)
{
  g_autoptr (GPtrArray) similar = find (desk, identity);

  for (guint i = 0; i < similar->len; i++)
    {
      const FoyerSimilar *one = similar->pdata[i];

      if (one->lead != NULL && foyer_lead_summary_get_id (one->lead) == id)
        return one->likeness;
    }
  return FOYER_LIKENESS_NONE;
}

static FoyerLikeness
find_local_lead (Desk *desk, const FoyerIdentity *identity, const char *uuid)
{
  g_autoptr (GPtrArray) similar = find (desk, identity);

  for (guint i = 0; i < similar->len; i++)
    {
      const FoyerSimilar *one = similar->pdata[i];

      if (one->local_lead != NULL && g_str_equal (foyer_lead_get_uuid (one->local_lead), uuid))
        return one->likeness;
    }
  return FOYER_LIKENESS_NONE;
}

/* Would catch: somebody who is there and is not told, because their number, address or name is written in another way;
 * one who is told though nothing is the same. */
static void
test_person (void)
{
  Desk desk;
  g_autoptr (GPtrArray) people = NULL;
  FoyerIdentity by_phone = { .phone = "02 9876-0001" };
  FoyerIdentity by_email = { .email = "ALONSO@Mancha.Example" };
  FoyerIdentity by_name = { .person_name = "Zwvyxquijano, alonso" };
  FoyerIdentity nobody = { .phone = "02 9876-0002", .email = "alonso@elsewhere.example", .person_name = "Alonso" };
  gint64 id;

  desk_set_up (&desk);
  desk_open (&desk);
  desk_call_elsewhere (&desk, "contact", "addOrUpdateContact",
                       "{\"firstName\": \"Alonso\", \"lastName\": \"Zwvyxquijano\", \"email\": "
                       "\"alonso@mancha.example\", \"phone\": \"+61 2 9876 0001\"}");
  refresh (&desk);
  people = foyer_session_search_parties_finish (
      desk.session, AWAIT (foyer_session_search_parties_async, desk.session, FOYER_PARTY_PERSON, "zwvyxq", 0, 5), NULL);
  g_assert_cmpuint (people->len, ==, 1);
  id = foyer_party_get_id (people->pdata[0]);
  g_assert_cmpint (find_party (&desk, &by_phone, id), ==, FOYER_LIKENESS_PHONE);
  g_assert_cmpint (find_party (&desk, &by_email, id), ==, FOYER_LIKENESS_EMAIL);
  g_assert_cmpint (find_party (&desk, &by_name, id), ==, FOYER_LIKENESS_PERSON_NAME);
  g_assert_cmpint (find_party (&desk, &nobody, id), ==, FOYER_LIKENESS_NONE);
  desk_clear (&desk);
}

/* Would catch: the same enquiry entered twice, where the first has no company yet or the same one; a lead of somebody
 * else that happens to have the same name. */
static void
test_lead_name (void)
{
  Desk desk;
  g_autoptr (FoyerLead) lead = NULL;
  g_autoptr (GError) error = NULL;
  FoyerIdentity identity = { .lead_name = "xyloglyph  GALA, dinner" };
  FoyerIdentity other_name = { .lead_name = "Xyloglyph Gala Lunch" };
  gint64 id = 0, company_id;

  desk_set_up (&desk);
  desk_open (&desk);
  lead = new_company_lead (&desk, "Xyloglyph Gala-Dinner");
  company_id = foyer_lead_get_id (lead, FOYER_LEAD_COMPANY);
  save_lead (&desk, lead, NULL, &id, &error);
  g_assert_no_error (error);
  refresh (&desk);
  g_assert_cmpint (find_lead (&desk, &identity, id), ==, FOYER_LIKENESS_LEAD_NAME);
  g_assert_cmpint (find_lead (&desk, &other_name, id), ==, FOYER_LIKENESS_NONE);
  identity.company_id = company_id;
  g_assert_cmpint (find_lead (&desk, &identity, id), ==, FOYER_LIKENESS_LEAD_NAME);
  identity.company_id = company_id + 1;
  g_assert_cmpint (find_lead (&desk, &identity, id), ==, FOYER_LIKENESS_NONE);
  identity.contact_id = foyer_lead_get_id (lead, FOYER_LEAD_LEAD_CONTACT);
  g_assert_cmpint (find_lead (&desk, &identity, id), ==, FOYER_LIKENESS_LEAD_NAME);
  desk_clear (&desk);
}

/* Would catch: the same person or enquiry typed twice offline; a lead told as its own double. */
static void
test_not_sent_yet (void)
{
  Desk desk;
  g_autoptr (FoyerParty) person = foyer_party_new_person ("Ada", "Airship");
  g_autoptr (FoyerParty) kept = NULL;
  g_autoptr (FoyerLead) waiting = NULL;
  g_autoptr (FoyerLead) typed = NULL;
  g_autoptr (FoyerOutboxRow) row = NULL;
  g_autoptr (GError) error = NULL;
  FoyerIdentity by_email = { .email = "Ada@Example.org" };
  FoyerIdentity by_waiting_name = { .lead_name = "Xyloglyph regatta" };
  FoyerIdentity by_draft_name = { .lead_name = "xyloglyph breakfast" };
  FoyerIdentity itself;

  desk_set_up (&desk);
  desk_open (&desk);
  waiting = new_company_lead (&desk, "Xyloglyph Regatta");
  typed = new_person_lead (&desk, "Xyloglyph Breakfast");
  relay_set_listens (desk.relay, FALSE);
  foyer_party_set_email (person, "ada@example.org");
  kept = foyer_outbox_keep_party_finish (outbox_of (&desk),
                                         AWAIT (foyer_outbox_keep_party_async, outbox_of (&desk), person), &error);
  g_assert_no_error (error);
  g_assert_cmpint (find_party (&desk, &by_email, foyer_party_get_id (kept)), ==, FOYER_LIKENESS_EMAIL);

  row = keep (&desk, waiting, NULL, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (find_local_lead (&desk, &by_waiting_name, foyer_lead_get_uuid (waiting)), ==,
                   FOYER_LIKENESS_LEAD_NAME);
  itself = foyer_likeness_identify_lead (waiting);
  g_assert_cmpint (find_local_lead (&desk, &itself, foyer_lead_get_uuid (waiting)), ==, FOYER_LIKENESS_NONE);

  g_assert_true (foyer_session_keep_draft_finish (
      desk.session, AWAIT (foyer_session_keep_draft_async, desk.session, typed, NULL), &error));
  g_assert_cmpint (find_local_lead (&desk, &by_draft_name, foyer_lead_get_uuid (typed)), ==, FOYER_LIKENESS_LEAD_NAME);
  itself = foyer_likeness_identify_lead (typed);
  g_assert_cmpint (find_local_lead (&desk, &itself, foyer_lead_get_uuid (typed)), ==, FOYER_LIKENESS_NONE);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/similar/person", test_person);
  g_test_add_func ("/similar/lead-name", test_lead_name);
  g_test_add_func ("/similar/not-sent-yet", test_not_sent_yet);
  return g_test_run ();
}
