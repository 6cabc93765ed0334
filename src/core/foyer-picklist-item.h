/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FoyerPicklistKind:
 *
 * The lists of IDs the platform offers for a lead. Reasons and subtypes are lists of their own whose items name a
 * parent.
 */
typedef enum
{
  FOYER_PICKLIST_NONE,
  FOYER_PICKLIST_QUALITY,
  FOYER_PICKLIST_STAGE,
  FOYER_PICKLIST_STAGE_REASON,
  FOYER_PICKLIST_TYPE,
  FOYER_PICKLIST_SUBTYPE,
  FOYER_PICKLIST_INDUSTRY,
  FOYER_PICKLIST_SOURCE,
  FOYER_PICKLIST_CHANNEL,
  FOYER_PICKLIST_OWNER,
  FOYER_N_PICKLISTS,
} FoyerPicklistKind;

#define FOYER_TYPE_PICKLIST_KIND (foyer_picklist_kind_get_type ())
GType foyer_picklist_kind_get_type (void) G_GNUC_CONST;

const char *foyer_picklist_kind_to_name (FoyerPicklistKind kind);
FoyerPicklistKind foyer_picklist_kind_from_name (const char *name);

/**
 * FoyerAppliesTo:
 *
 * What a stage is for: the platform's `applyTo`, which may be missing.
 */
typedef enum
{
  FOYER_APPLIES_TO_ANYTHING = 0,
  FOYER_APPLIES_TO_OPPORTUNITIES = 1,
  FOYER_APPLIES_TO_LEADS = 2,
} FoyerAppliesTo;

#define FOYER_TYPE_PICKLIST_ITEM (foyer_picklist_item_get_type ())
G_DECLARE_FINAL_TYPE (FoyerPicklistItem, foyer_picklist_item, FOYER, PICKLIST_ITEM, GObject)

FoyerPicklistItem *foyer_picklist_item_new (
    gint64 id, const char *title, gint64 parent_id, gboolean retired, FoyerAppliesTo applies_to);
gint64 foyer_picklist_item_get_id (FoyerPicklistItem *self);
const char *foyer_picklist_item_get_title (FoyerPicklistItem *self);
gint64 foyer_picklist_item_get_parent_id (FoyerPicklistItem *self);
gboolean foyer_picklist_item_get_retired (FoyerPicklistItem *self);
FoyerAppliesTo foyer_picklist_item_get_applies_to (FoyerPicklistItem *self);
gboolean foyer_picklist_item_can_be_chosen (FoyerPicklistItem *self);
gboolean foyer_picklist_item_equal (FoyerPicklistItem *self, FoyerPicklistItem *other);

G_END_DECLS
