/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FoyerDateSection:
 *
 * The keys of sections by date; what is older has a key a month: year * 100 + month, always above these.
 */
typedef enum
{
  FOYER_DATE_SECTION_UNKNOWN,
  FOYER_DATE_SECTION_TODAY,
  FOYER_DATE_SECTION_YESTERDAY,
  FOYER_DATE_SECTION_LAST_WEEK,
  FOYER_DATE_SECTION_LAST_MONTH,
  FOYER_DATE_SECTION_MONTHS = 100,
} FoyerDateSection;

/* The sections as they are at one moment, in one time zone. */
typedef struct _FoyerDateSections FoyerDateSections;

FoyerDateSections *foyer_date_sections_new (GDateTime *now);
void foyer_date_sections_free (FoyerDateSections *self);
gint64 foyer_date_sections_get_key (const FoyerDateSections *self, gint64 unix_time);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerDateSections, foyer_date_sections_free)

G_END_DECLS
