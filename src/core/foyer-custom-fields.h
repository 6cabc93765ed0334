/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FoyerCustomFields:
 *
 * An immutable, counted set of (field number, value), ordered by number: the platform's `customFields`. The platform
 * publishes no definitions of them; the number is the account's.
 */
typedef struct _FoyerCustomFields FoyerCustomFields;

#define FOYER_TYPE_CUSTOM_FIELDS (foyer_custom_fields_get_type ())
GType foyer_custom_fields_get_type (void) G_GNUC_CONST;

FoyerCustomFields *foyer_custom_fields_new (void);
FoyerCustomFields *foyer_custom_fields_with (FoyerCustomFields *self, gint64 number, const char *value);
FoyerCustomFields *foyer_custom_fields_without (FoyerCustomFields *self, gint64 number);
FoyerCustomFields *foyer_custom_fields_ref (FoyerCustomFields *self);
void foyer_custom_fields_unref (FoyerCustomFields *self);
guint foyer_custom_fields_get_n (FoyerCustomFields *self);
gint64 foyer_custom_fields_get_number (FoyerCustomFields *self, guint position);
const char *foyer_custom_fields_get_value (FoyerCustomFields *self, guint position);
const char *foyer_custom_fields_lookup (FoyerCustomFields *self, gint64 number);
gboolean foyer_custom_fields_equal (FoyerCustomFields *self, FoyerCustomFields *other);
FoyerCustomFields *foyer_custom_fields_merge (FoyerCustomFields *base,
                                              FoyerCustomFields *mine,
                                              FoyerCustomFields *theirs);
FoyerCustomFields *foyer_custom_fields_changed_since (FoyerCustomFields *self, FoyerCustomFields *base);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerCustomFields, foyer_custom_fields_unref)

G_END_DECLS
