/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lead's custom fields as one value: comparing, copying and merging them is comparing, copying and merging one field.
 */

#include "foyer-custom-fields.h"

typedef struct
{
  gint64 number;
  char *value; /* owned */
} CustomField;

struct _FoyerCustomFields
{
  GArray *fields; /* owned, of CustomField, ascending by number */
};

G_DEFINE_BOXED_TYPE (FoyerCustomFields, foyer_custom_fields, foyer_custom_fields_ref, foyer_custom_fields_unref)

static void
custom_field_clear (gpointer data)
{
  g_free (((CustomField *) data)->value);
}

static void
custom_fields_clear (gpointer data)
{
  g_array_unref (((FoyerCustomFields *) data)->fields);
}

static void
append (FoyerCustomFields *self, gint64 number, const char *value)
{
  CustomField field = { number, g_strdup (value) };

  g_array_append_val (self->fields, field);
}

/**
 * foyer_custom_fields_new:
 *
 * Returns: (transfer full): no custom fields
 */
FoyerCustomFields *
foyer_custom_fields_new (void)
{
  FoyerCustomFields *self = g_atomic_rc_box_new0 (FoyerCustomFields);

  self->fields = g_array_new (FALSE, FALSE, sizeof (CustomField));
  g_array_set_clear_func (self->fields, custom_field_clear);
  return self;
}

static FoyerCustomFields *
copy_with (FoyerCustomFields *self, gint64 number, const char *value)
{
  FoyerCustomFields *copy = foyer_custom_fields_new ();
  gboolean placed = value == NULL;

  for (guint i = 0; self != NULL && i < self->fields->len; i++)
    {
      CustomField *field = &g_array_index (self->fields, CustomField, i);

      if (!placed && field->number >= number)
        {
          append (copy, number, value);
          placed = TRUE;
        }
      if (field->number != number)
        append (copy, field->number, field->value);
    }
  if (!placed)
    append (copy, number, value);
  return copy;
}

/**
 * foyer_custom_fields_with:
 * @self: (nullable): none
 * @number: the account's number of the field, above 0
 * @value: its value; "" empties it on the platform
 *
 * Returns: (transfer full): a set like @self in which @number has @value
 */
FoyerCustomFields *
foyer_custom_fields_with (FoyerCustomFields *self, gint64 number, const char *value)
{
  return copy_with (self, number, value != NULL ? value : "");
}

/**
 * foyer_custom_fields_without:
 * @self: (nullable): none
 *
 * Returns: (transfer full): a set like @self that does not speak of @number
 */
FoyerCustomFields *
foyer_custom_fields_without (FoyerCustomFields *self, gint64 number)
{
  return copy_with (self, number, NULL);
}

FoyerCustomFields *
foyer_custom_fields_ref (FoyerCustomFields *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
foyer_custom_fields_unref (FoyerCustomFields *self)
{
  g_atomic_rc_box_release_full (self, custom_fields_clear);
}

guint
foyer_custom_fields_get_n (FoyerCustomFields *self)
{
  return self != NULL ? self->fields->len : 0;
}

gint64
foyer_custom_fields_get_number (FoyerCustomFields *self, guint position)
{
  g_return_val_if_fail (position < foyer_custom_fields_get_n (self), 0);
  return g_array_index (self->fields, CustomField, position).number;
}

const char *
foyer_custom_fields_get_value (FoyerCustomFields *self, guint position)
{
  g_return_val_if_fail (position < foyer_custom_fields_get_n (self), NULL);
  return g_array_index (self->fields, CustomField, position).value;
}

/**
 * foyer_custom_fields_lookup:
 * @self: (nullable): none
 *
 * Returns: (nullable): the value of @number, or `NULL` where the set does not speak of it
 */
const char *
foyer_custom_fields_lookup (FoyerCustomFields *self, gint64 number)
{
  for (guint i = 0; i < foyer_custom_fields_get_n (self); i++)
    if (foyer_custom_fields_get_number (self, i) == number)
      return foyer_custom_fields_get_value (self, i);
  return NULL;
}

gboolean
foyer_custom_fields_equal (FoyerCustomFields *self, FoyerCustomFields *other)
{
  guint n = foyer_custom_fields_get_n (self);

  if (n != foyer_custom_fields_get_n (other))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (foyer_custom_fields_get_number (self, i) != foyer_custom_fields_get_number (other, i)
        || !g_str_equal (foyer_custom_fields_get_value (self, i), foyer_custom_fields_get_value (other, i)))
      return FALSE;
  return TRUE;
}

/**
 * foyer_custom_fields_changed_since:
 * @self: (nullable): what is wanted
 * @base: (nullable): what was
 *
 * What an update sends: the fields whose value differs; one that @self no longer speaks of is emptied with "".
 *
 * Returns: (transfer full): the differences, possibly none
 */
FoyerCustomFields *
foyer_custom_fields_changed_since (FoyerCustomFields *self, FoyerCustomFields *base)
{
  g_autoptr (FoyerCustomFields) changed = foyer_custom_fields_new ();

  for (guint i = 0; i < foyer_custom_fields_get_n (self); i++)
    {
      gint64 number = foyer_custom_fields_get_number (self, i);
      const char *value = foyer_custom_fields_get_value (self, i);

      if (g_strcmp0 (foyer_custom_fields_lookup (base, number), value) != 0)
        append (changed, number, value);
    }
  for (guint i = 0; i < foyer_custom_fields_get_n (base); i++)
    {
      gint64 number = foyer_custom_fields_get_number (base, i);

      if (foyer_custom_fields_lookup (self, number) == NULL)
        {
          FoyerCustomFields *more = foyer_custom_fields_with (changed, number, "");

          foyer_custom_fields_unref (changed);
          changed = more;
        }
    }
  return g_steal_pointer (&changed);
}

/**
 * foyer_custom_fields_merge:
 * @base: (nullable): what was
 * @mine: (nullable): what it became here
 * @theirs: (nullable): what it became elsewhere
 *
 * Each number is a field of its own: one that was changed here is as here, every other as there.
 *
 * Returns: (transfer full): both
 */
FoyerCustomFields *
foyer_custom_fields_merge (FoyerCustomFields *base, FoyerCustomFields *mine, FoyerCustomFields *theirs)
{
  g_autoptr (FoyerCustomFields) changed = foyer_custom_fields_changed_since (mine, base);
  g_autoptr (FoyerCustomFields) merged = theirs != NULL ? foyer_custom_fields_ref (theirs) : foyer_custom_fields_new ();

  for (guint i = 0; i < foyer_custom_fields_get_n (changed); i++)
    {
      gint64 number = foyer_custom_fields_get_number (changed, i);
      FoyerCustomFields *more = copy_with (merged, number, foyer_custom_fields_lookup (mine, number));

      foyer_custom_fields_unref (merged);
      merged = more;
    }
  return g_steal_pointer (&merged);
}
