/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * FoyerFilter:
 *
 * What a list is asked to leave out, by field name and suffix (platform-api.md, 2: `__CONTAINS`, `__BEGINS`,
 * `__GREATERTHAN`, which includes equality, ...). The platform may ignore what it does not understand: check the rows.
 */
typedef struct _FoyerFilter FoyerFilter;

#define FOYER_TYPE_FILTER (foyer_filter_get_type ())
GType foyer_filter_get_type (void) G_GNUC_CONST;

FoyerFilter *foyer_filter_new (void);
FoyerFilter *foyer_filter_ref (FoyerFilter *self);
void foyer_filter_unref (FoyerFilter *self);
void foyer_filter_add_id (FoyerFilter *self, const char *field, gint64 id);
void foyer_filter_add_text (FoyerFilter *self, const char *field, const char *text);
void foyer_filter_add_time (FoyerFilter *self, const char *field, gint64 unix_time);
void foyer_filter_set_parameter_id (FoyerFilter *self, const char *name, gint64 id);
JsonObject *foyer_filter_get_parameters (FoyerFilter *self);
JsonObject *foyer_filter_get_object (FoyerFilter *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerFilter, foyer_filter_unref)

G_END_DECLS
