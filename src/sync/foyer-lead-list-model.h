/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-query.h"
#include "foyer-lead-summary.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FoyerLeadListModel:
 *
 * The leads of the mirror that a query wants: a GListModel of FoyerLeadSummary, made by foyer_session_new_lead_list().
 * It knows the ids of all rows and keeps the words of the few that were looked at last: a row that is asked for is
 * there at once, and loaded a moment later
 * ("is-loaded" notifies), without items-changed.
 *
 * After set_query the first rows come first; the list grows to its whole length with the next items-changed, and then
 * "is-complete" is TRUE. A refresh of the mirror changes the smallest ranges, and rows that stay are the same objects
 * as long as somebody holds them.
 *
 * Drafts and adds that are not on the platform yet are not in it: they have no place in the platform's order.
 *
 * Properties: query, is-complete, error (of the last look into the mirror, NULL for none).
 * Signal: `sections-changed` (guint position, guint n_items), as GtkSectionModel's, after items-changed.
 */
#define FOYER_TYPE_LEAD_LIST_MODEL (foyer_lead_list_model_get_type ())
G_DECLARE_FINAL_TYPE (FoyerLeadListModel, foyer_lead_list_model, FOYER, LEAD_LIST_MODEL, GObject)

const FoyerLeadQuery *foyer_lead_list_model_get_query (FoyerLeadListModel *self);
/* The same query again changes nothing. */
void foyer_lead_list_model_set_query (FoyerLeadListModel *self, const FoyerLeadQuery *query);
gboolean foyer_lead_list_model_get_is_complete (FoyerLeadListModel *self);
const GError *foyer_lead_list_model_get_error (FoyerLeadListModel *self);

/* The position of a lead, or FALSE when it is not (yet) in the list. */
gboolean foyer_lead_list_model_find (FoyerLeadListModel *self, gint64 platform_id, guint *position);
gint64 foyer_lead_list_model_get_id (FoyerLeadListModel *self, guint position);

/* As gtk_section_model_get_section(): the range of the section the position is in. Its key: see FoyerLeadSections. */
void foyer_lead_list_model_get_section (FoyerLeadListModel *self, guint position, guint *start, guint *end);
gint64 foyer_lead_list_model_get_section_key (FoyerLeadListModel *self, guint position);

/* Which leads have a change that is not on the platform: their rows say so, and a query for them finds them. Kept up by
 * the session. */
void foyer_lead_list_model_set_is_paused (FoyerLeadListModel *self, gboolean is_paused);
void foyer_lead_list_model_set_pending (FoyerLeadListModel *self, GArray *platform_ids);

G_END_DECLS
