/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-edit.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Properties: edit; field (the lead's property); target (what has the focus, where it is not the row or its text);
 * complaint (what is wrong with what was typed, before it is a value); offer (label of a button beside the message).
 * Signal offer-taken. */
#define FOYER_TYPE_FIELD_MARK (foyer_field_mark_get_type ())
G_DECLARE_FINAL_TYPE (FoyerFieldMark, foyer_field_mark, FOYER, FIELD_MARK, GtkBox)

FoyerLeadField foyer_field_mark_get_field (FoyerFieldMark *self);
GtkWidget *foyer_field_mark_get_target (FoyerFieldMark *self);
const char *foyer_field_mark_get_message (FoyerFieldMark *self);
void foyer_field_mark_set_offer (FoyerFieldMark *self, const char *offer);

G_END_DECLS
