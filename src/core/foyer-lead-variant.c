/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lead as a GVariant: how drafts and the mirror keep it. Keyed by the table's property names, so that a file written
 * by an older or newer Foyer with fewer or more fields is still read. */

#include "foyer-lead.h"

#define KEY_UUID       "uuid"
#define KEY_ID         "platform-id"
#define KEY_BELONGS_TO "belongs-to"
#define KEY_UNKNOWN    "unknown"

static GVariant *
custom_fields_to_variant (FoyerCustomFields *custom_fields)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(xs)"));

  for (guint i = 0; i < foyer_custom_fields_get_n (custom_fields); i++)
    g_variant_builder_add (&builder, "(xs)", foyer_custom_fields_get_number (custom_fields, i),
                           foyer_custom_fields_get_value (custom_fields, i));
  return g_variant_builder_end (&builder);
}

static FoyerCustomFields *
custom_fields_from_variant (GVariant *variant)
{
  FoyerCustomFields *custom_fields = foyer_custom_fields_new ();
  GVariantIter iter;
  gint64 number;
  const char *value;

  g_variant_iter_init (&iter, variant);
  while (g_variant_iter_next (&iter, "(x&s)", &number, &value))
    {
      FoyerCustomFields *more = foyer_custom_fields_with (custom_fields, number, value);

      foyer_custom_fields_unref (custom_fields);
      custom_fields = more;
    }
  return custom_fields;
}

/**
 * foyer_lead_to_variant:
 *
 * Returns: (transfer floating): everything the lead holds, of type `a{sv}`
 */
GVariant *
foyer_lead_to_variant (FoyerLead *self)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  g_auto (GVariantBuilder) unknown = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_STRING_ARRAY);

  g_return_val_if_fail (FOYER_IS_LEAD (self), NULL);

  g_variant_builder_add (&builder, "{sv}", KEY_UUID, g_variant_new_string (foyer_lead_get_uuid (self)));
  g_variant_builder_add (&builder, "{sv}", KEY_ID, g_variant_new_int64 (foyer_lead_get_platform_id (self)));
  g_variant_builder_add (&builder, "{sv}", KEY_BELONGS_TO, g_variant_new_int32 (foyer_lead_get_belongs_to (self)));
  for (guint field = 0; field < FOYER_N_LEAD_FIELDS; field++)
    {
      const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);
      GVariant *value = NULL;

      if (!foyer_lead_is_known (self, field))
        g_variant_builder_add (&unknown, "s", info->property);
      if (!foyer_lead_is_set (self, field))
        continue;
      if (info->kind == FOYER_KIND_TEXT)
        value = g_variant_new_string (foyer_lead_get_text (self, field));
      else if (info->kind == FOYER_KIND_CUSTOM)
        value = custom_fields_to_variant (foyer_lead_get_custom_fields (self));
      else
        value = g_variant_new_int64 (foyer_lead_get_id (self, field));
      g_variant_builder_add (&builder, "{sv}", info->property, value);
    }
  g_variant_builder_add (&builder, "{sv}", KEY_UNKNOWN, g_variant_builder_end (&unknown));
  return g_variant_builder_end (&builder);
}

/**
 * foyer_lead_new_from_variant:
 * @variant: what [method@Foyer.Lead.to_variant] made, here or by another version; anything else in it is passed over
 *
 * Returns: (transfer full): the lead
 */
FoyerLead *
foyer_lead_new_from_variant (GVariant *variant)
{
  g_autoptr (FoyerLead) self = foyer_lead_new ();
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  g_autofree const char **unknown = NULL;
  const char *uuid = NULL;
  gint64 platform_id = 0;
  gint32 belongs_to = FOYER_BELONGS_TO_COMPANY;

  g_return_val_if_fail (variant != NULL && g_variant_is_of_type (variant, G_VARIANT_TYPE_VARDICT), NULL);

  g_variant_dict_init (&dict, variant);
  if (g_variant_dict_lookup (&dict, KEY_UUID, "&s", &uuid))
    foyer_lead_set_uuid (self, uuid);
  if (g_variant_dict_lookup (&dict, KEY_ID, "x", &platform_id) && platform_id > 0)
    foyer_lead_set_platform_id (self, platform_id);
  if (g_variant_dict_lookup (&dict, KEY_BELONGS_TO, "i", &belongs_to) && belongs_to == FOYER_BELONGS_TO_PERSON)
    foyer_lead_set_belongs_to (self, FOYER_BELONGS_TO_PERSON);
  if (g_variant_dict_lookup (&dict, KEY_UNKNOWN, "^a&s", &unknown))
    for (const char **name = unknown; *name != NULL; name++)
      if (foyer_lead_field_from_property (*name) != FOYER_LEAD_NO_FIELD)
        foyer_lead_forget (self, foyer_lead_field_from_property (*name));

  for (guint field = 0; field < FOYER_N_LEAD_FIELDS; field++)
    {
      const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);
      g_autoptr (GVariant) value = g_variant_dict_lookup_value (&dict, info->property, NULL);

      if (value == NULL)
        continue;
      if (info->kind == FOYER_KIND_TEXT && g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
        foyer_lead_set_text (self, field, g_variant_get_string (value, NULL));
      else if (info->kind == FOYER_KIND_CUSTOM && g_variant_is_of_type (value, G_VARIANT_TYPE ("a(xs)")))
        {
          g_autoptr (FoyerCustomFields) custom_fields = custom_fields_from_variant (value);

          foyer_lead_set_custom_fields (self, custom_fields);
        }
      else if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64) && g_variant_get_int64 (value) != 0)
        foyer_lead_set_id (self, field, g_variant_get_int64 (value));
    }
  return g_steal_pointer (&self);
}
