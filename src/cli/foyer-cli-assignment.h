/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "foyer-lead-fields.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FoyerCliAssignment:
 * @name: the field as it was typed
 * @custom_number: the account's number, for a custom field
 * @takes_title: whether the value may be an item's title; else it is an ID
 * @value: (nullable): the value; `NULL` until the file is read
 * @path: (nullable): the file the value stands in
 * @id: the value, where it is an ID; 0 where it is a title, a text or empty
 *
 * One FIELD=VALUE.
 */
typedef struct
{
  char *name;
  FoyerLeadField field;
  gint64 custom_number;
  gboolean takes_title;
  char *value;
  char *path;
  gint64 id;
} FoyerCliAssignment;

FoyerCliAssignment *foyer_cli_assignment_parse (const char *text, GError **error);
gboolean foyer_cli_assignment_read (FoyerCliAssignment *self, GError **error);
gboolean foyer_cli_assignment_is_for_same (FoyerCliAssignment *self, FoyerCliAssignment *other);
void foyer_cli_assignment_free (FoyerCliAssignment *self);

gboolean foyer_cli_parse_id (const char *text, gint64 *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FoyerCliAssignment, foyer_cli_assignment_free)

G_END_DECLS
