/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Under which heading a date stands: today, yesterday, the last seven days, the last thirty, then months. */

#include "foyer-date-sections.h"

#define N_MONTHS 600 /* fifty years; what is older shares the last */

typedef struct
{
  gint64 since; /* unix seconds */
  gint64 key;
} Section;

struct _FoyerDateSections
{
  GArray *sections; /* owned; of Section, newest first */
};

static void
add_section (FoyerDateSections *self, GDateTime *since, gint64 key)
{
  Section section = { g_date_time_to_unix (since), key };

  g_array_append_val (self->sections, section);
}

static void
add_days (FoyerDateSections *self, GDateTime *today, int days, FoyerDateSection key)
{
  g_autoptr (GDateTime) since = g_date_time_add_days (today, -days);

  add_section (self, since, key);
}

static GDateTime *
start_of (GDateTime *time, int day)
{
  return g_date_time_new (g_date_time_get_timezone (time), g_date_time_get_year (time), g_date_time_get_month (time),
                          day, 0, 0, 0);
}

/**
 * foyer_date_sections_new:
 * @now: in the time zone whose days count
 */
FoyerDateSections *
foyer_date_sections_new (GDateTime *now)
{
  FoyerDateSections *self = g_new0 (FoyerDateSections, 1);
  g_autoptr (GDateTime) today = start_of (now, g_date_time_get_day_of_month (now));
  g_autoptr (GDateTime) thirty_days_ago = g_date_time_add_days (today, -30);
  g_autoptr (GDateTime) month = start_of (thirty_days_ago, 1);

  self->sections = g_array_new (FALSE, FALSE, sizeof (Section));
  add_section (self, today, FOYER_DATE_SECTION_TODAY);
  add_days (self, today, 1, FOYER_DATE_SECTION_YESTERDAY);
  add_days (self, today, 7, FOYER_DATE_SECTION_LAST_WEEK);
  add_days (self, today, 30, FOYER_DATE_SECTION_LAST_MONTH);
  for (guint i = 0; i < N_MONTHS; i++)
    {
      GDateTime *earlier = g_date_time_add_months (month, -1);

      add_section (self, month, g_date_time_get_year (month) * 100 + g_date_time_get_month (month));
      g_date_time_unref (month);
      month = earlier;
    }
  return self;
}

void
foyer_date_sections_free (FoyerDateSections *self)
{
  g_array_unref (self->sections);
  g_free (self);
}

/**
 * foyer_date_sections_get_key:
 * @unix_time: seconds; 0 for unknown
 *
 * Returns: a [enum@FoyerDateSection] or, for what is older than thirty days, year * 100 + month
 */
gint64
foyer_date_sections_get_key (const FoyerDateSections *self, gint64 unix_time)
{
  guint low = 0, high = self->sections->len - 1;

  if (unix_time <= 0)
    return FOYER_DATE_SECTION_UNKNOWN;
  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->sections, Section, middle).since <= unix_time)
        high = middle;
      else
        low = middle + 1;
    }
  return g_array_index (self->sections, Section, low).key;
}
