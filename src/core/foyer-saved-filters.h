/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-query.h"

G_BEGIN_DECLS

/* Names of filters and what foyer_lead_query_to_variant() tells of them, in the order they are shown. Each name is
 * there once. */
#define FOYER_SAVED_FILTERS_TYPE (G_VARIANT_TYPE ("a(sa{sv})"))

gboolean foyer_saved_filters_find (GVariant *filters, const char *name, gsize *position);
GVariant *foyer_saved_filters_replace (GVariant *filters, const char *name, const FoyerLeadQuery *query);
GVariant *foyer_saved_filters_rename (GVariant *filters, const char *name, const char *new_name);
GVariant *foyer_saved_filters_remove (GVariant *filters, const char *name);
GVariant *foyer_saved_filters_insert (GVariant *filters, gsize position, GVariant *filter);

G_END_DECLS
