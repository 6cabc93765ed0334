/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-picklists.h"

/* The ids of tests/data/lead-requirements.csv, as its head describes them. */
static inline FoyerPicklists *
foyer_test_picklists_new (void)
{
  static const struct
  {
    FoyerPicklistKind kind;
    gint64 id;
    const char *title;
    gint64 parent;
    FoyerAppliesTo applies_to;
  } rows[] = {
    { FOYER_PICKLIST_QUALITY, 1, "A-Grade", 0, 0 },
    { FOYER_PICKLIST_QUALITY, 2, "B-Grade", 0, 0 },
    { FOYER_PICKLIST_QUALITY, 3, "C-Grade", 0, 0 },
    { FOYER_PICKLIST_STAGE, 12, "Interested", 0, FOYER_APPLIES_TO_LEADS },
    { FOYER_PICKLIST_STAGE, 14, "Waiting", 0, FOYER_APPLIES_TO_ANYTHING },
    { FOYER_PICKLIST_STAGE, 15, "Lost", 0, FOYER_APPLIES_TO_LEADS },
    { FOYER_PICKLIST_STAGE, 16, "Postponed", 0, FOYER_APPLIES_TO_LEADS },
    { FOYER_PICKLIST_STAGE, 18, "Opportunity", 0, FOYER_APPLIES_TO_OPPORTUNITIES },
    { FOYER_PICKLIST_STAGE_REASON, 151, "Price", 15, 0 },
    { FOYER_PICKLIST_STAGE_REASON, 152, "Date", 15, 0 },
    { FOYER_PICKLIST_STAGE_REASON, 153, "Other", 15, 0 },
    { FOYER_PICKLIST_STAGE_REASON, 161, "Budget", 16, 0 },
    { FOYER_PICKLIST_STAGE_REASON, 163, "Other", 16, 0 },
    { FOYER_PICKLIST_TYPE, 21, "Wedding", 0, 0 },
    { FOYER_PICKLIST_TYPE, 22, "Conference", 0, 0 },
    { FOYER_PICKLIST_TYPE, 23, "Dinner", 0, 0 },
    { FOYER_PICKLIST_SUBTYPE, 211, "Garden", 21, 0 },
    { FOYER_PICKLIST_SUBTYPE, 212, "Hall", 21, 0 },
    { FOYER_PICKLIST_SUBTYPE, 213, "Abroad", 21, 0 },
    { FOYER_PICKLIST_SUBTYPE, 221, "One day", 22, 0 },
    { FOYER_PICKLIST_SUBTYPE, 222, "Several days", 22, 0 },
    { FOYER_PICKLIST_INDUSTRY, 405, "Hospitality", 0, 0 },
    { FOYER_PICKLIST_SOURCE, 32, "Referral", 0, 0 },
    { FOYER_PICKLIST_CHANNEL, 52, "Telephone", 0, 0 },
    { FOYER_PICKLIST_OWNER, 103, "Sample Owner", 0, 0 },
  };
  FoyerPicklists *picklists = foyer_picklists_new ();

  for (guint kind = FOYER_PICKLIST_NONE + 1; kind < FOYER_N_PICKLISTS; kind++)
    {
      g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

      for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
        if (rows[i].kind == kind)
          g_ptr_array_add (
              items, foyer_picklist_item_new (rows[i].id, rows[i].title, rows[i].parent, FALSE, rows[i].applies_to));
      foyer_picklist_update (foyer_picklists_get (picklists, kind), items);
    }
  return picklists;
}
