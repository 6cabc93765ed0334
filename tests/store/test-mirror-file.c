/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Picklists, leads, parties and notes in a real mirror. */

#include "foyer-lead-cache.h"
#include "foyer-note-cache.h"
#include "foyer-party-cache.h"
#include "foyer-picklist-cache.h"
#include "mirror-testing.h"

static void
replace_picklist (FoyerMirrorFile *mirror, FoyerPicklistKind kind, GPtrArray *items, gint64 fetched)
{
  g_autoptr (GError) error = NULL;

  foyer_picklist_cache_replace_finish (mirror, AWAIT (foyer_picklist_cache_replace_async, mirror, kind, items, fetched),
                                       &error);
  g_assert_no_error (error);
}

static FoyerPicklists *
load_picklists (FoyerMirrorFile *mirror)
{
  FoyerPicklists *picklists = foyer_picklists_new ();
  g_autoptr (GError) error = NULL;

  foyer_picklist_cache_load_finish (mirror, AWAIT (foyer_picklist_cache_load_async, mirror), picklists, &error);
  g_assert_no_error (error);
  return picklists;
}

static GPtrArray *
new_items (void)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (items, foyer_picklist_item_new (9, "Späte Phase", 0, FALSE, FOYER_APPLIES_TO_LEADS));
  g_ptr_array_add (items, foyer_picklist_item_new (3, "Early", 0, FALSE, FOYER_APPLIES_TO_ANYTHING));
  g_ptr_array_add (items, foyer_picklist_item_new (5, "Old", 9, TRUE, FOYER_APPLIES_TO_OPPORTUNITIES));
  return items;
}

/* Would catch: an item that comes back different or out of order, one kind's items under another, an item that is gone
 * from the platform and is forgotten here, or that returned and stays retired. */
static void
test_picklists (void)
{
  Desk desk;
  FoyerMirrorFile *mirror;
  g_autoptr (GPtrArray) items = new_items ();
  g_autoptr (FoyerPicklists) picklists = NULL;
  FoyerPicklist *stages;

  desk_set_up (&desk);
  mirror = open_mirror (&desk);
  picklists = load_picklists (mirror);
  g_assert_cmpint (foyer_picklist_get_fetched (foyer_picklists_get (picklists, FOYER_PICKLIST_STAGE)), ==, 0);
  replace_picklist (mirror, FOYER_PICKLIST_STAGE, items, 1700000000);
  close_mirror (mirror);

  mirror = open_mirror (&desk);
  g_clear_object (&picklists);
  picklists = load_picklists (mirror);
  stages = foyer_picklists_get (picklists, FOYER_PICKLIST_STAGE);
  g_assert_cmpint (foyer_picklist_get_fetched (stages), ==, 1700000000);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (stages)), ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (FoyerPicklistItem) item = g_list_model_get_item (G_LIST_MODEL (stages), i);

      g_assert_true (foyer_picklist_item_equal (item, items->pdata[i]));
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (foyer_picklists_get (picklists, FOYER_PICKLIST_TYPE))), ==,
                    0);

  /* The platform dropped 9 and renamed 3. */
  g_ptr_array_remove_index (items, 0);
  g_ptr_array_remove_index (items, 0);
  g_ptr_array_add (items, foyer_picklist_item_new (3, "Earlier", 0, FALSE, FOYER_APPLIES_TO_ANYTHING));
  replace_picklist (mirror, FOYER_PICKLIST_STAGE, items, 1700000100);
  g_clear_object (&picklists);
  picklists = load_picklists (mirror);
  stages = foyer_picklists_get (picklists, FOYER_PICKLIST_STAGE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (stages)), ==, 3);
  g_assert_true (foyer_picklist_item_get_retired (foyer_picklist_lookup (stages, 9)));
  g_assert_cmpstr (foyer_picklist_item_get_title (foyer_picklist_lookup (stages, 9)), ==, "Späte Phase");
  g_assert_cmpstr (foyer_picklist_item_get_title (foyer_picklist_lookup (stages, 3)), ==, "Earlier");
  g_assert_false (foyer_picklist_item_get_retired (foyer_picklist_lookup (stages, 3)));

  /* And has it again. */
  g_ptr_array_unref (items);
  items = new_items ();
  replace_picklist (mirror, FOYER_PICKLIST_STAGE, items, 1700000200);
  g_clear_object (&picklists);
  picklists = load_picklists (mirror);
  g_assert_false (foyer_picklist_item_get_retired (
      foyer_picklist_lookup (foyer_picklists_get (picklists, FOYER_PICKLIST_STAGE), 9)));
  close_mirror (mirror);
  desk_clear (&desk);
}

/* Would catch: leads out of order, a search that minds case or accents, a late answer that undoes a newer one, a lead
 * that lost what it does not know, a long page that is cut short where others got their turn. */
static void
test_leads (void)
{
  Desk desk;
  FoyerMirrorFile *mirror;
  g_autoptr (GPtrArray) many = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (FoyerLead) lead = new_mirrored_lead (2001, "Gala dinner", "Café Müller", 100);
  g_autoptr (FoyerLead) newer = new_mirrored_lead (2001, "Gala dinner, moved", "Café Müller", 200);
  g_autoptr (FoyerLead) undated = new_mirrored_lead (2001, "Gala dinner, undated", "Café Müller", 0);
  g_autoptr (FoyerLead) loaded = NULL;
  g_autoptr (GPtrArray) leads = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  mirror = open_mirror (&desk);
  for (gint64 id = 1; id <= 2000; id++)
    g_ptr_array_add (many, new_mirrored_lead (id, "Meeting", "Harbour Hotel", id));
  put_leads (mirror, many);
  put_lead (mirror, newer);
  put_lead (mirror, lead);

  leads = list_leads (mirror, NULL, 3000);
  g_assert_cmpuint (leads->len, ==, 2001);
  g_assert_cmpint (foyer_lead_get_platform_id (leads->pdata[0]), ==, 2001);
  g_assert_cmpint (foyer_lead_get_platform_id (leads->pdata[2000]), ==, 1);
  g_clear_pointer (&leads, g_ptr_array_unref);
  leads = list_leads (mirror, NULL, 5);
  g_assert_cmpuint (leads->len, ==, 5);
  g_clear_pointer (&leads, g_ptr_array_unref);
  leads = list_leads (mirror, "CAFE mull", 5);
  g_assert_cmpuint (leads->len, ==, 1);
  g_clear_pointer (&leads, g_ptr_array_unref);
  leads = list_leads (mirror, "100% '\"", 5);
  g_assert_cmpuint (leads->len, ==, 0);

  loaded = load_lead (mirror, 2001, &error);
  g_assert_no_error (error);
  g_assert_true (foyer_lead_equal (loaded, newer));
  g_assert_cmpint (foyer_lead_get_state (loaded, FOYER_LEAD_INDUSTRY), ==, FOYER_FIELD_UNKNOWN);
  g_clear_object (&loaded);
  put_lead (mirror, undated);
  loaded = load_lead (mirror, 2001, NULL);
  g_assert_cmpstr (foyer_lead_get_text (loaded, FOYER_LEAD_NAME), ==, "Gala dinner, undated");

  foyer_lead_cache_remove_finish (mirror, AWAIT (foyer_lead_cache_remove_async, mirror, G_GINT64_CONSTANT (2001)),
                                  &error);
  g_assert_no_error (error);
  g_assert_null (load_lead (mirror, 2001, &error));
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_GONE);
  close_mirror (mirror);
  desk_clear (&desk);
}

static void
put_saved (FoyerMirrorFile *mirror, FoyerLead *lead, gint64 saved)
{
  g_autoptr (GError) error = NULL;

  foyer_lead_cache_put_finish (mirror, AWAIT (foyer_lead_cache_put_saved_async, mirror, lead, saved), &error);
  g_assert_no_error (error);
}

static void
assert_lead (FoyerMirrorFile *mirror, const char *name, gint64 modified)
{
  g_autoptr (FoyerLead) lead = load_lead (mirror, 7, NULL);

  g_assert_cmpstr (foyer_lead_get_text (lead, FOYER_LEAD_NAME), ==, name);
  g_assert_cmpint (foyer_lead_get_date (lead, FOYER_LEAD_MODIFIED), ==, modified);
}

/* Would catch: a lead that was just saved among those that were never changed; one that a late answer undoes, or that
 * does not follow the platform; a save that is lost because somebody else was faster. */
static void
test_saved_lead (void)
{
  Desk desk;
  FoyerMirrorFile *mirror;
  g_autoptr (FoyerLead) before = new_mirrored_lead (7, "Gala", "Harbour Hotel", 100);
  g_autoptr (FoyerLead) saved = new_mirrored_lead (7, "Gala, moved", "Harbour Hotel", 0);
  g_autoptr (FoyerLead) shown = new_mirrored_lead (7, "Gala, moved by us", "Harbour Hotel", 202);
  g_autoptr (FoyerLead) again = new_mirrored_lead (7, "Gala, moved again", "Harbour Hotel", 0);

  desk_set_up (&desk);
  mirror = open_mirror (&desk);
  put_saved (mirror, saved, 200);
  assert_lead (mirror, "Gala, moved", 200);
  put_lead (mirror, before);
  assert_lead (mirror, "Gala, moved", 200);
  put_lead (mirror, shown);
  assert_lead (mirror, "Gala, moved by us", 202);
  put_saved (mirror, again, 150);
  assert_lead (mirror, "Gala, moved again", 202);
  close_mirror (mirror);
  desk_clear (&desk);
}

static void
put_party (FoyerMirrorFile *mirror,
           FoyerPartyKind kind,
           gint64 id,
           const char *name,
           const char *email,
           gint64 company,
           gint64 used)
{
  g_autoptr (FoyerParty) party = foyer_party_new (kind, id, name);
  g_autoptr (GPtrArray) parties = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  foyer_party_set_email (party, email);
  if (company != 0)
    foyer_party_set_company (party, company, "Harbour Hotel");
  g_ptr_array_add (parties, party);
  foyer_party_cache_put_finish (mirror, AWAIT (foyer_party_cache_put_async, mirror, parties, used), &error);
  g_assert_no_error (error);
}

static void
assert_found (FoyerMirrorFile *mirror, FoyerPartyKind kind, const char *text, gint64 company, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (GPtrArray) parties = foyer_party_cache_search_finish (
      mirror, AWAIT (foyer_party_cache_search_async, mirror, kind, text, company, 4), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < parties->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "|" : "", foyer_party_get_name (parties->pdata[i]));
  g_assert_cmpstr (names->str, ==, expected);
}

static void
refresh_person (FoyerMirrorFile *mirror, FoyerParty *person, gint64 generation)
{
  GPtrArray *parties = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (parties, g_object_ref (person));
  foyer_party_cache_put_finish (mirror, AWAIT (foyer_party_cache_refresh_async, mirror, parties, generation), &error);
  g_assert_no_error (error);
}

/* The only person of that company, as they are shown for it; NULL for nobody. */
static FoyerParty *
find_of_company (FoyerMirrorFile *mirror, gint64 company_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = foyer_party_cache_search_finish (
      mirror, AWAIT (foyer_party_cache_search_async, mirror, FOYER_PARTY_PERSON, "", company_id, 5), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (people->len, <=, 1);
  return people->len == 1 ? g_object_ref (people->pdata[0]) : NULL;
}

/* Would catch: a person of several companies who is offered for the first only, or still for one they have left; one
 * whose other companies are forgotten because a lead named only one. */
static void
test_several_companies (void)
{
  Desk desk;
  FoyerMirrorFile *mirror;
  g_autoptr (FoyerParty) person = foyer_party_new (FOYER_PARTY_PERSON, 5, "Ada Airship");
  g_autoptr (FoyerParty) later = foyer_party_new (FOYER_PARTY_PERSON, 5, "Ada Airship");
  g_autoptr (FoyerParty) first = NULL;
  g_autoptr (FoyerParty) second = NULL;
  g_autoptr (FoyerParty) named = NULL;
  g_autoptr (FoyerParty) left = NULL;
  g_autoptr (FoyerParty) gone = NULL;
  gboolean was_here;

  desk_set_up (&desk);
  mirror = open_mirror (&desk);
  foyer_party_add_company (person, 31, "Harbour Hotel");
  foyer_party_add_company (person, 32, "Zeppelin Works");
  foyer_party_add_company (person, 33, NULL);
  refresh_person (mirror, person, 1);
  first = find_of_company (mirror, 31);
  second = find_of_company (mirror, 32);
  g_assert_cmpstr (foyer_party_get_company_name (first), ==, "Harbour Hotel");
  g_assert_cmpint (foyer_party_get_company_id (second), ==, 32);
  g_assert_cmpstr (foyer_party_get_company_name (second), ==, "Zeppelin Works");
  g_clear_object (&first);
  first = find_of_company (mirror, 33);
  g_assert_cmpint (foyer_party_get_company_id (first), ==, 33);

  put_party (mirror, FOYER_PARTY_PERSON, 5, "Ada Airship", NULL, 32, 1700000000);
  named = find_of_company (mirror, 31);
  g_assert_cmpstr (foyer_party_get_company_name (named), ==, "Harbour Hotel");
  g_clear_object (&named);
  named = find_of_company (mirror, 32);
  g_assert_nonnull (named);

  foyer_party_add_company (later, 31, "Harbour Hotel");
  foyer_party_add_company (later, 33, "Pier Hall");
  refresh_person (mirror, later, 2);
  left = find_of_company (mirror, 32);
  g_assert_null (left);
  left = find_of_company (mirror, 33);
  g_assert_cmpstr (foyer_party_get_company_name (left), ==, "Pier Hall");

  foyer_party_cache_remove_finish (
      mirror, AWAIT (foyer_party_cache_remove_async, mirror, FOYER_PARTY_PERSON, G_GINT64_CONSTANT (5)), &was_here,
      NULL);
  g_assert_true (was_here);
  gone = find_of_company (mirror, 33);
  g_assert_null (gone);
  close_mirror (mirror);
  desk_clear (&desk);
}

/* Would catch: people among companies, another company's people, the ones used last behind others, a search that minds
 * case and accents or takes % for a pattern, an e-mail or a company forgotten because a later answer did not tell it.
 */
static void
test_parties (void)
{
  Desk desk;
  FoyerMirrorFile *mirror;
  g_autoptr (FoyerParty) party = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  mirror = open_mirror (&desk);
  put_party (mirror, FOYER_PARTY_COMPANY, 1, "Harbour Hotel", NULL, 0, 0);
  put_party (mirror, FOYER_PARTY_PERSON, 1, "Łukasz Harb", "lh@example.com", 1, 0);
  put_party (mirror, FOYER_PARTY_PERSON, 2, "Ann Øre", "ann@example.org", 2, 50);
  put_party (mirror, FOYER_PARTY_PERSON, 3, "Joanna Smith", NULL, 1, 60);
  put_party (mirror, FOYER_PARTY_PERSON, 4, "Bob", NULL, 0, 10);
  put_party (mirror, FOYER_PARTY_PERSON, 5, "Carl", NULL, 0, 0);
  put_party (mirror, FOYER_PARTY_PERSON, 2, "Ann Øre", NULL, 0, 0);

  assert_found (mirror, FOYER_PARTY_COMPANY, "harb", 0, "Harbour Hotel");
  assert_found (mirror, FOYER_PARTY_PERSON, "", 0, "Joanna Smith|Ann Øre|Bob|Carl");
  assert_found (mirror, FOYER_PARTY_PERSON, NULL, 1, "Joanna Smith|Łukasz Harb");
  assert_found (mirror, FOYER_PARTY_PERSON, "ANN", 0, "Ann Øre|Joanna Smith");
  assert_found (mirror, FOYER_PARTY_PERSON, "lukasz", 0, "Łukasz Harb");
  assert_found (mirror, FOYER_PARTY_PERSON, "ore", 0, "Ann Øre");
  assert_found (mirror, FOYER_PARTY_PERSON, "example.org", 0, "Ann Øre");
  assert_found (mirror, FOYER_PARTY_PERSON, "x%y", 0, "");
  assert_found (mirror, FOYER_PARTY_PERSON, "example%org", 0, "Ann Øre");

  party = foyer_party_cache_load_finish (
      mirror, AWAIT (foyer_party_cache_load_async, mirror, FOYER_PARTY_PERSON, G_GINT64_CONSTANT (2)), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (foyer_party_get_email (party), ==, "ann@example.org");
  g_assert_cmpint (foyer_party_get_company_id (party), ==, 2);
  g_assert_cmpstr (foyer_party_get_company_name (party), ==, "Harbour Hotel");
  g_clear_object (&party);
  party = foyer_party_cache_load_finish (
      mirror, AWAIT (foyer_party_cache_load_async, mirror, FOYER_PARTY_COMPANY, G_GINT64_CONSTANT (2)), &error);
  g_assert_null (party);
  g_assert_error (error, FOYER_ERROR, FOYER_ERROR_GONE);
  close_mirror (mirror);
  desk_clear (&desk);
}

/* Would catch: a lead that is not found by its notes for ever, because a refresh of notes was there before it. */
static void
test_notes_first (void)
{
  Desk desk;
  FoyerMirrorFile *mirror;
  g_autoptr (FoyerLead) lead = new_mirrored_lead (7, "Gala", "Hotel", 1);
  g_autoptr (FoyerLead) other = new_mirrored_lead (8, "Gala", "Hotel", 1);
  g_autoptr (FoyerNote) note = foyer_note_new (1, 7, "Bring the <b>brass</b> band", 0, 1750000000, 1750000000);
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();
  g_autoptr (GPtrArray) leads = NULL;
  g_autoptr (GError) error = NULL;

  desk_set_up (&desk);
  mirror = open_mirror (&desk);
  foyer_note_cache_put_finish (mirror, AWAIT (foyer_note_cache_put_async, mirror, note), &error);
  g_assert_no_error (error);
  put_lead (mirror, lead);
  put_lead (mirror, other);
  leads = list_leads (mirror, "brass", 10);
  g_assert_cmpuint (leads->len, ==, 1);
  g_assert_cmpint (foyer_lead_get_platform_id (leads->pdata[0]), ==, 7);
  g_clear_pointer (&leads, g_ptr_array_unref);

  g_ptr_array_add (notes, note);
  foyer_note_cache_put_finish (
      mirror,
      AWAIT (foyer_note_cache_replace_async, mirror, G_GINT64_CONSTANT (7), notes, G_GINT64_CONSTANT (1750000100)),
      &error);
  g_assert_no_error (error);
  leads = list_leads (mirror, "brass", 10);
  g_assert_cmpuint (leads->len, ==, 1);
  close_mirror (mirror);
  desk_clear (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mirror-file/picklists", test_picklists);
  g_test_add_func ("/mirror-file/leads", test_leads);
  g_test_add_func ("/mirror-file/saved-lead", test_saved_lead);
  g_test_add_func ("/mirror-file/several-companies", test_several_companies);
  g_test_add_func ("/mirror-file/parties", test_parties);
  g_test_add_func ("/mirror-file/notes-first", test_notes_first);
  return g_test_run ();
}
