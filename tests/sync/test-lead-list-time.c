/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list that stays open: what it says of time is as of now, and what a day is as of today. */

#include "foyer-date-sections.h"
#include "foyer-lead-cache.h"
#include "foyer-session-mirror.h"
#include "foyer-session-private.h"
#include "sync-testing.h"

#define HOUR 3600
#define DAY  86400

/* The desk is taken to where it is that time of day now, in seconds. */
static void
travel_to (int time_of_day)
{
  int east = time_of_day - (int) (g_get_real_time () / G_USEC_PER_SEC % DAY);
  g_autofree char *zone = NULL;

  if (east < -DAY / 2)
    east += DAY;
  else if (east > DAY / 2)
    east -= DAY;
  zone = g_strdup_printf ("HERE%c%02d:%02d:%02d", east > 0 ? '-' : '+', ABS (east) / HOUR, ABS (east) / 60 % 60,
                          ABS (east) % 60);
  g_setenv ("TZ", zone, TRUE);
}

static void
put_lead (Desk *desk, gint64 id, gint64 created)
{
  g_autoptr (FoyerLead) lead = foyer_lead_new_from_platform (id);
  g_autoptr (GPtrArray) leads = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  foyer_lead_set_text (lead, FOYER_LEAD_NAME, "Gala dinner");
  foyer_lead_set_date (lead, FOYER_LEAD_CREATED, created);
  g_ptr_array_add (leads, lead);
  foyer_lead_cache_put_finish (desk->session->mirror, AWAIT (foyer_lead_cache_put_async, desk->session->mirror, leads),
                               &error);
  g_assert_no_error (error);
}

static FoyerLeadListModel *
new_list (Desk *desk, const FoyerLeadQuery *query)
{
  FoyerLeadListModel *list = foyer_session_new_lead_list (desk->session, query);

  WAIT_UNTIL (foyer_lead_list_model_get_is_complete (list));
  return list;
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* Would catch: a list that was open over night and still calls yesterday today; and one that asks the mirror each time
 * although the day is the same. */
static void
test_midnight (void)
{
  Desk desk;
  g_autoptr (FoyerLeadQuery) of_today = foyer_lead_query_new ();
  g_autoptr (FoyerLeadQuery) by_date = foyer_lead_query_new ();
  g_autoptr (FoyerLeadListModel) today = NULL;
  g_autoptr (FoyerLeadListModel) sections = NULL;
  guint n_changes = 0;

  desk_set_up (&desk);
  desk_open (&desk);
  travel_to (23 * HOUR + HOUR / 2);
  put_lead (&desk, 7, g_get_real_time () / G_USEC_PER_SEC - 2 * HOUR);
  foyer_lead_query_set_days (of_today, FOYER_LEAD_CREATED, 1);
  today = new_list (&desk, of_today);
  foyer_lead_query_set_sections (by_date, FOYER_LEAD_SECTIONS_DATE);
  sections = new_list (&desk, by_date);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (today)), ==, 1);
  g_assert_cmpint (foyer_lead_list_model_get_section_key (sections, 0), ==, FOYER_DATE_SECTION_TODAY);

  g_signal_connect_swapped (sections, "sections-changed", G_CALLBACK (count_cb), &n_changes);
  foyer_session_time_passed (desk.session);
  wait_for_time (400);
  g_assert_cmpuint (n_changes, ==, 0);

  travel_to (HOUR / 2);
  foyer_session_time_passed (desk.session);
  WAIT_UNTIL (g_list_model_get_n_items (G_LIST_MODEL (today)) == 0);
  WAIT_UNTIL (foyer_lead_list_model_get_section_key (sections, 0) == FOYER_DATE_SECTION_YESTERDAY);
  g_assert_cmpuint (n_changes, ==, 1);
  g_clear_object (&today);
  g_clear_object (&sections);
  desk_clear (&desk);
}

/* Would catch: a row that says "now" of a lead for as long as it is looked at. */
static void
test_age (void)
{
  Desk desk;
  g_autoptr (FoyerLeadListModel) list = NULL;
  g_autoptr (FoyerLeadSummary) row = NULL;
  guint n_changes = 0;

  desk_set_up (&desk);
  desk_open (&desk);
  put_lead (&desk, 7, g_get_real_time () / G_USEC_PER_SEC);
  list = new_list (&desk, NULL);
  row = g_list_model_get_item (G_LIST_MODEL (list), 0);
  WAIT_UNTIL (foyer_lead_summary_get_is_loaded (row));
  g_signal_connect_swapped (row, "changed", G_CALLBACK (count_cb), &n_changes);
  foyer_session_time_passed (desk.session);
  g_assert_cmpuint (n_changes, ==, 1);
  g_clear_object (&list);
  desk_clear (&desk);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/lead-list-time/midnight", test_midnight);
  g_test_add_func ("/sync/lead-list-time/age", test_age);
  return g_test_run ();
}
