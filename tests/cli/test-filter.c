/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a filter that is typed means. */

#include "foyer-cli-filter.h"

#include <time.h>

#define HOUR 3600

static void
assert_range (const char *filter, const char *day, int from_days, int to_days)
{
  g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *stamp = g_strconcat (day, "T00:00:00", NULL);
  g_autoptr (GDateTime) midnight = g_date_time_new_from_iso8601 (stamp, zone);
  g_autoptr (GDateTime) from = g_date_time_add_days (midnight, from_days);
  g_autoptr (GDateTime) to = g_date_time_add_days (midnight, to_days);
  g_autoptr (GError) error = NULL;

  foyer_cli_filter_apply (NULL, filter, query, &error);
  g_assert_no_error (error);
  g_assert_cmpint (foyer_lead_query_get_from (query, FOYER_LEAD_CREATED), ==,
                   from_days < 0 ? 0 : g_date_time_to_unix (from));
  g_assert_cmpint (foyer_lead_query_get_to (query, FOYER_LEAD_CREATED), ==, to_days < 0 ? 0 : g_date_time_to_unix (to));
}

/* Would catch: a day of 24 hours where clocks are put back or forward in it, which loses an hour of leads or takes one
 * of the next day. */
static void
test_days (void)
{
  static const char *const days[] = { "2024-04-07", "2024-10-06", "2024-06-15" };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autofree char *on = g_strconcat ("created=", days[i], NULL);
      g_autofree char *since = g_strconcat ("created>=", days[i], NULL);
      g_autofree char *after = g_strconcat ("created>", days[i], NULL);
      g_autofree char *before = g_strconcat ("created<", days[i], NULL);
      g_autofree char *until = g_strconcat ("created<=", days[i], NULL);

      assert_range (on, days[i], 0, 1);
      assert_range (since, days[i], 0, -1);
      assert_range (after, days[i], 1, -1);
      assert_range (before, days[i], -1, 0);
      assert_range (until, days[i], -1, 1);
    }
}

/* Would catch: a test in a place that knows no summer time, which shows nothing. */
static void
test_place (void)
{
  g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();

  g_assert_true (foyer_cli_filter_apply (NULL, "created=2024-04-07", query, NULL));
  g_assert_cmpint (foyer_lead_query_get_to (query, FOYER_LEAD_CREATED)
                       - foyer_lead_query_get_from (query, FOYER_LEAD_CREATED),
                   ==, 25 * HOUR);
}

/* Would catch: the last days counted from now, or without today. */
static void
test_last_days (void)
{
  static const char *const refused[] = { "created=d", "created=-7d", "created=7days", "created>=7d",
                                         "created=99999999d" };
  g_autoptr (FoyerLeadQuery) query = foyer_lead_query_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) day = g_date_time_add_days (now, -6);
  g_autofree char *first = g_date_time_format (day, "created=%F");
  g_autofree char *today = g_date_time_format (now, "created=%F");
  g_autoptr (FoyerLeadQuery) from_first = foyer_lead_query_new ();
  g_autoptr (FoyerLeadQuery) from_today = foyer_lead_query_new ();

  g_assert_true (foyer_cli_filter_apply (NULL, "created=7d", query, NULL));
  g_assert_true (foyer_cli_filter_apply (NULL, first, from_first, NULL));
  g_assert_cmpint (foyer_lead_query_get_from (query, FOYER_LEAD_CREATED), ==,
                   foyer_lead_query_get_from (from_first, FOYER_LEAD_CREATED));
  g_assert_cmpint (foyer_lead_query_get_to (query, FOYER_LEAD_CREATED), ==, 0);
  g_assert_true (foyer_cli_filter_apply (NULL, "created=1d", query, NULL));
  g_assert_true (foyer_cli_filter_apply (NULL, today, from_today, NULL));
  g_assert_cmpint (foyer_lead_query_get_from (query, FOYER_LEAD_CREATED), ==,
                   foyer_lead_query_get_from (from_today, FOYER_LEAD_CREATED));
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    g_assert_false (foyer_cli_filter_apply (NULL, refused[i], query, NULL));
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "AEST-10AEDT-11,M10.1.0/2,M4.1.0/3", TRUE);
  tzset ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli/filter/place", test_place);
  g_test_add_func ("/cli/filter/days", test_days);
  g_test_add_func ("/cli/filter/last-days", test_last_days);
  return g_test_run ();
}
