/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The judgement about an attempt whose reply did not come: every way a row can be, or fail to be, the attempt. */

#include "foyer-arrival.h"

#define SENT     1700000000
#define LIFETIME 300
#define LATE     (SENT + LIFETIME + LIFETIME / 5 + 1)

static FoyerLead *
new_attempt (void)
{
  FoyerLead *lead = foyer_lead_new ();

  foyer_lead_set_belongs_to (lead, FOYER_BELONGS_TO_COMPANY);
  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Café & Gala");
  foyer_lead_set_text (lead, FOYER_LEAD_DESCRIPTION, "Two lines\nof it");
  foyer_lead_set_id (lead, FOYER_LEAD_COMPANY, 5);
  foyer_lead_set_id (lead, FOYER_LEAD_LEAD_CONTACT, 6);
  foyer_lead_set_id (lead, FOYER_LEAD_QUALITY, 2);
  foyer_lead_set_id (lead, FOYER_LEAD_STAGE, 3);
  foyer_lead_set_id (lead, FOYER_LEAD_INDUSTRY, 44);
  return lead;
}

static FoyerLead *
new_row (gint64 id, gint64 created)
{
  FoyerLead *attempt = new_attempt ();
  FoyerLead *row = foyer_lead_copy (attempt);

  foyer_lead_set_platform_id (row, id);
  foyer_lead_set_date (row, FOYER_LEAD_CREATED, created);
  foyer_lead_forget (row, FOYER_LEAD_INDUSTRY);
  foyer_lead_forget (row, FOYER_LEAD_CUSTOM_FIELDS);
  foyer_lead_set_id (row, FOYER_LEAD_OWNER, 9); /* the platform chose one */
  g_object_unref (attempt);
  return row;
}

/* How many rows equal the attempt, how many look like it, and the first of those that do the one or the other. */
typedef struct
{
  guint n_equal;
  guint n_alike;
  gint64 id;
} Found;

static Found
look (FoyerLead *first, FoyerLead *second, GHashTable *known)
{
  g_autoptr (FoyerLead) attempt = new_attempt ();
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GPtrArray) equal = g_ptr_array_new ();
  g_autoptr (GPtrArray) alike = g_ptr_array_new ();
  Found found = { 0 };

  g_ptr_array_add (rows, first);
  if (second != NULL)
    g_ptr_array_add (rows, second);
  foyer_arrival_list_candidates (attempt, rows, known, SENT, LIFETIME, equal, alike);
  found.n_equal = equal->len;
  found.n_alike = alike->len;
  if (equal->len + alike->len > 0)
    found.id = foyer_lead_get_platform_id (equal->len > 0 ? equal->pdata[0] : alike->pdata[0]);
  return found;
}

static void
check (Found found, guint n_equal, guint n_alike, gint64 id)
{
  g_assert_cmpuint (found.n_equal, ==, n_equal);
  g_assert_cmpuint (found.n_alike, ==, n_alike);
  g_assert_cmpint (found.id, ==, id);
}

/* Would catch: comparing what the platform filled in itself, or what it never returns. */
static void
test_found (void)
{
  g_autoptr (FoyerLead) row = new_row (77, SENT + 2);

  check (look (row, NULL, NULL), 1, 0, 77);
  /* The same row on two overlapping pages is one lead. */
  check (look (row, row, NULL), 1, 0, 77);
}

/* Would catch: sending again because the platform wrote the text down its own way. */
static void
test_found_rewritten (void)
{
  g_autoptr (FoyerLead) row = new_row (77, SENT - FOYER_ARRIVAL_SLACK);

  foyer_lead_set_text (row, FOYER_LEAD_NAME, "Cafe\u0301 &amp; Gala");
  foyer_lead_set_text (row, FOYER_LEAD_DESCRIPTION, "Two lines\r\nof it ");
  check (look (row, NULL, NULL), 1, 0, 77);
}

/* Would catch: adopting an older lead of the same content, a later one, or one that is another attempt's. */
static void
test_not_ours (void)
{
  g_autoptr (FoyerLead) older = new_row (70, SENT - FOYER_ARRIVAL_SLACK - 1);
  g_autoptr (FoyerLead) newer = new_row (71, LATE);
  g_autoptr (FoyerLead) known = new_row (72, SENT + 1);
  g_autoptr (FoyerLead) other = new_row (73, SENT + 1);
  g_autoptr (GHashTable) known_before = g_hash_table_new (g_int64_hash, g_int64_equal);
  gint64 known_id = 72;

  g_hash_table_add (known_before, &known_id);
  foyer_lead_set_text (other, FOYER_LEAD_NAME, "Something else");
  foyer_lead_set_id (other, FOYER_LEAD_LEAD_CONTACT, 1234);
  check (look (older, newer, NULL), 0, 0, 0);
  check (look (known, other, known_before), 0, 0, 0);
}

/* Would catch: matching by the name only, and choosing one of several. */
static void
test_for_a_person (void)
{
  g_autoptr (FoyerLead) first = new_row (70, SENT + 1);
  g_autoptr (FoyerLead) second = new_row (71, SENT + 2);

  check (look (first, second, NULL), 2, 0, 70);

  foyer_lead_set_id (first, FOYER_LEAD_STAGE, 8);
  check (look (first, NULL, NULL), 0, 1, 70);
  /* One that looks alike does not spoil one that is equal. */
  check (look (first, second, NULL), 1, 1, 71);

  foyer_lead_set_text (first, FOYER_LEAD_NAME, "Renamed meanwhile");
  check (look (first, NULL, NULL), 0, 1, 70);
}

/* Would catch: taking for ours what somebody else entered in the same minute for the same people, and said more of. */
static void
test_says_more (void)
{
  static const FoyerLeadField more[] = { FOYER_LEAD_CHANNEL, FOYER_LEAD_SUBTYPE, FOYER_LEAD_STAGE_REASON,
                                         FOYER_LEAD_SOURCE };

  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    {
      g_autoptr (FoyerLead) row = new_row (70, SENT + 1);

      foyer_lead_set_id (row, more[i], 51);
      check (look (row, NULL, NULL), 0, 1, 70);
      foyer_lead_forget (row, more[i]);
      check (look (row, NULL, NULL), 1, 0, 70);
    }
}

static void
test_says_more_in_words (void)
{
  g_autoptr (FoyerLead) attempt = new_attempt ();
  g_autoptr (FoyerLead) row = new_row (70, SENT + 1);

  g_assert_true (foyer_arrival_is_same (attempt, row));
  foyer_lead_clear (attempt, FOYER_LEAD_DESCRIPTION);
  g_assert_false (foyer_arrival_is_same (attempt, row));
  foyer_lead_set_text (row, FOYER_LEAD_DESCRIPTION, " ");
  g_assert_true (foyer_arrival_is_same (attempt, row));
}

/* Would catch: calling an update arrived of which a part cannot be seen. */
static void
test_update (void)
{
  g_autoptr (FoyerLead) attempt = new_attempt ();
  g_autoptr (FoyerLead) row = new_row (70, SENT - 100000);
  FoyerFieldSet seen = FOYER_FIELD_BIT (FOYER_LEAD_STAGE) | FOYER_FIELD_BIT (FOYER_LEAD_NAME);

  g_assert_true (foyer_arrival_judge_update (attempt, seen, row));
  g_assert_false (foyer_arrival_judge_update (attempt, seen | FOYER_FIELD_BIT (FOYER_LEAD_INDUSTRY), row));
  foyer_lead_set_id (row, FOYER_LEAD_STAGE, 8);
  g_assert_false (foyer_arrival_judge_update (attempt, seen, row));
}

static void
test_text (void)
{
  g_assert_true (foyer_arrival_same_text ("a < b", "a &lt; b"));
  g_assert_true (foyer_arrival_same_text ("it's", "it&#39;s"));
  g_assert_true (foyer_arrival_same_text ("it's", "it&#x27;s"));
  g_assert_true (foyer_arrival_same_text (NULL, " "));
  g_assert_true (foyer_arrival_same_text ("a &nosuch; b", "a &nosuch; b"));
  g_assert_false (foyer_arrival_same_text ("a", "A"));
  g_assert_false (foyer_arrival_same_text ("R&D", "R D"));
  g_assert_true (foyer_arrival_same_text ("& &; &#; &#x; &#0; &#xffffffff;", "& &; &#; &#x; &#0; &#xffffffff;"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/arrival/found", test_found);
  g_test_add_func ("/sync/arrival/found-rewritten", test_found_rewritten);
  g_test_add_func ("/sync/arrival/not-ours", test_not_ours);
  g_test_add_func ("/sync/arrival/for-a-person", test_for_a_person);
  g_test_add_func ("/sync/arrival/says-more", test_says_more);
  g_test_add_func ("/sync/arrival/says-more-in-words", test_says_more_in_words);
  g_test_add_func ("/sync/arrival/update", test_update);
  g_test_add_func ("/sync/arrival/text", test_text);
  return g_test_run ();
}
