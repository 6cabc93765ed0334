/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-fields.h"

G_BEGIN_DECLS

/**
 * FoyerLeadSort:
 * @FOYER_LEAD_SORT_CREATED: by the platform's id, which grows
 * @FOYER_LEAD_SORT_MODIFIED: by when it was changed
 * @FOYER_LEAD_SORT_NAME: by name
 * @FOYER_LEAD_SORT_PARTY: by the company, or the person where there is none
 * @FOYER_LEAD_SORT_STAGE: in the order of the picklist
 * @FOYER_LEAD_SORT_QUALITY: in the order of the picklist
 * @FOYER_LEAD_SORT_OWNER: by the owner's name
 * @FOYER_LEAD_SORT_TYPE: in the order of the picklist
 * @FOYER_LEAD_SORT_SUBTYPE: in the order of the picklist
 * @FOYER_LEAD_SORT_REASON: in the order of the picklist
 * @FOYER_LEAD_SORT_SOURCE: in the order of the picklist
 * @FOYER_LEAD_SORT_CHANNEL: in the order of the picklist
 *
 * What leads are sorted by; among equals the newest comes first. Kept filters know them by their numbers.
 */
typedef enum
{
  FOYER_LEAD_SORT_CREATED,
  FOYER_LEAD_SORT_MODIFIED,
  FOYER_LEAD_SORT_NAME,
  FOYER_LEAD_SORT_PARTY,
  FOYER_LEAD_SORT_STAGE,
  FOYER_LEAD_SORT_QUALITY,
  FOYER_LEAD_SORT_OWNER,
  FOYER_LEAD_SORT_TYPE,
  FOYER_LEAD_SORT_SUBTYPE,
  FOYER_LEAD_SORT_REASON,
  FOYER_LEAD_SORT_SOURCE,
  FOYER_LEAD_SORT_CHANNEL,
  FOYER_N_LEAD_SORTS,
} FoyerLeadSort;

#define FOYER_TYPE_LEAD_SORT (foyer_lead_sort_get_type ())
GType foyer_lead_sort_get_type (void) G_GNUC_CONST;
FoyerLeadField foyer_lead_sort_get_field (FoyerLeadSort sort);

/**
 * FoyerLeadSections:
 * @FOYER_LEAD_SECTIONS_NONE: one list
 * @FOYER_LEAD_SECTIONS_STAGE: a section a stage, in the order of the picklist; the key is the stage's id, 0 for none
 * @FOYER_LEAD_SECTIONS_DATE: newest first, whatever the sort; by when it was changed where that is the sort, else by
 * when it was created. The key is one of foyer_date_sections_get_key().
 *
 * How leads are put under headings.
 */
typedef enum
{
  FOYER_LEAD_SECTIONS_NONE,
  FOYER_LEAD_SECTIONS_STAGE,
  FOYER_LEAD_SECTIONS_DATE,
} FoyerLeadSections;

#define FOYER_TYPE_LEAD_SECTIONS (foyer_lead_sections_get_type ())
GType foyer_lead_sections_get_type (void) G_GNUC_CONST;

/**
 * FoyerLeadQuery:
 *
 * Which leads are wanted, and in which order: a value. Everything that is set must hold.
 */
typedef struct _FoyerLeadQuery FoyerLeadQuery;

#define FOYER_LEAD_QUERY_MOST_DAYS 36500

#define FOYER_TYPE_LEAD_QUERY (foyer_lead_query_get_type ())
GType foyer_lead_query_get_type (void) G_GNUC_CONST;

FoyerLeadQuery *foyer_lead_query_new (void);
FoyerLeadQuery *foyer_lead_query_copy (const FoyerLeadQuery *self);
void foyer_lead_query_free (FoyerLeadQuery *self);
gboolean foyer_lead_query_equal (const FoyerLeadQuery *self, const FoyerLeadQuery *other);
gboolean foyer_lead_query_is_unfiltered (const FoyerLeadQuery *self);
GVariant *foyer_lead_query_to_variant (const FoyerLeadQuery *self);
FoyerLeadQuery *foyer_lead_query_new_from_variant (GVariant *variant);

const char *foyer_lead_query_get_text (const FoyerLeadQuery *self);
void foyer_lead_query_set_text (FoyerLeadQuery *self, const char *text);
gboolean foyer_lead_query_can_filter (FoyerLeadField field);
GArray *foyer_lead_query_get_ids (const FoyerLeadQuery *self, FoyerLeadField field);
gboolean foyer_lead_query_has_id (const FoyerLeadQuery *self, FoyerLeadField field, gint64 id);
void foyer_lead_query_add_id (FoyerLeadQuery *self, FoyerLeadField field, gint64 id);
void foyer_lead_query_remove_id (FoyerLeadQuery *self, FoyerLeadField field, gint64 id);
void foyer_lead_query_clear_ids (FoyerLeadQuery *self, FoyerLeadField field);
gint64 foyer_lead_query_get_from (const FoyerLeadQuery *self, FoyerLeadField date);
gint64 foyer_lead_query_get_to (const FoyerLeadQuery *self, FoyerLeadField date);
void foyer_lead_query_set_range (FoyerLeadQuery *self, FoyerLeadField date, gint64 from, gint64 to);
guint foyer_lead_query_get_days (const FoyerLeadQuery *self, FoyerLeadField date);
void foyer_lead_query_set_days (FoyerLeadQuery *self, FoyerLeadField date, guint days);
gboolean foyer_lead_query_get_pending (const FoyerLeadQuery *self);
void foyer_lead_query_set_pending (FoyerLeadQuery *self, gboolean pending);
FoyerLeadSort foyer_lead_query_get_sort (const FoyerLeadQuery *self);
gboolean foyer_lead_query_get_ascending (const FoyerLeadQuery *self);
void foyer_lead_query_set_sort (FoyerLeadQuery *self, FoyerLeadSort sort, gboolean ascending);
FoyerLeadSections foyer_lead_query_get_sections (const FoyerLeadQuery *self);
void foyer_lead_query_set_sections (FoyerLeadQuery *self, FoyerLeadSections sections);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerLeadQuery, foyer_lead_query_free)

G_END_DECLS
