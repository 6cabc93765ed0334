/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filters a person keeps, in their order: values, of which another is made by each change. */

#include "foyer-saved-filters.h"

static gsize
count (GVariant *filters)
{
  return filters != NULL ? g_variant_n_children (filters) : 0;
}

static GVariant *
new_filter (const char *name, const FoyerLeadQuery *query)
{
  return g_variant_new ("(s@a{sv})", name, foyer_lead_query_to_variant (query));
}

/* The filters before POSITION, INSTEAD of the N there, and those after. */
static GVariant *
splice (GVariant *filters, gsize position, gsize n, GVariant *instead)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (FOYER_SAVED_FILTERS_TYPE);

  for (gsize i = 0; i <= count (filters); i++)
    {
      if (i == position && instead != NULL)
        g_variant_builder_add_value (&builder, instead);
      if (i < count (filters) && (i < position || i >= position + n))
        {
          g_autoptr (GVariant) filter = g_variant_get_child_value (filters, i);

          g_variant_builder_add_value (&builder, filter);
        }
    }
  return g_variant_builder_end (&builder);
}

/**
 * foyer_saved_filters_find:
 * @filters: (nullable): of the type `FOYER_SAVED_FILTERS_TYPE`
 * @position: (out) (optional): where the filter of that name is
 */
gboolean
foyer_saved_filters_find (GVariant *filters, const char *name, gsize *position)
{
  for (gsize i = 0; i < count (filters); i++)
    {
      g_autoptr (GVariant) filter = g_variant_get_child_value (filters, i);
      const char *other;

      g_variant_get_child (filter, 0, "&s", &other);
      if (!g_str_equal (other, name))
        continue;
      if (position != NULL)
        *position = i;
      return TRUE;
    }
  return FALSE;
}

/**
 * foyer_saved_filters_replace:
 * @filters: (nullable): of the type `FOYER_SAVED_FILTERS_TYPE`
 *
 * Returns: (transfer floating): the filters with that one in its place, or at the end where there was none of that name
 */
GVariant *
foyer_saved_filters_replace (GVariant *filters, const char *name, const FoyerLeadQuery *query)
{
  gsize position = count (filters);
  gboolean is_there = foyer_saved_filters_find (filters, name, &position);

  return splice (filters, position, is_there ? 1 : 0, new_filter (name, query));
}

/**
 * foyer_saved_filters_rename:
 * @filters: (nullable): of the type `FOYER_SAVED_FILTERS_TYPE`
 *
 * Returns: (transfer floating): the filters with another name for that one; as they were where there is none, or the
 * new name is taken
 */
GVariant *
foyer_saved_filters_rename (GVariant *filters, const char *name, const char *new_name)
{
  g_autoptr (GVariant) filter = NULL;
  g_autoptr (GVariant) values = NULL;
  gsize position;

  if (!foyer_saved_filters_find (filters, name, &position) || foyer_saved_filters_find (filters, new_name, NULL))
    return splice (filters, 0, 0, NULL);
  filter = g_variant_get_child_value (filters, position);
  values = g_variant_get_child_value (filter, 1);
  return splice (filters, position, 1, g_variant_new ("(s@a{sv})", new_name, values));
}

/**
 * foyer_saved_filters_remove:
 * @filters: (nullable): of the type `FOYER_SAVED_FILTERS_TYPE`
 *
 * Returns: (transfer floating): the filters without that one
 */
GVariant *
foyer_saved_filters_remove (GVariant *filters, const char *name)
{
  gsize position = 0;
  gboolean is_there = foyer_saved_filters_find (filters, name, &position);

  return splice (filters, position, is_there ? 1 : 0, NULL);
}

/**
 * foyer_saved_filters_insert:
 * @filters: (nullable): of the type `FOYER_SAVED_FILTERS_TYPE`
 * @position: where it was taken from; beyond the end is the end
 * @filter: one of them
 *
 * Returns: (transfer floating): the filters with that one as well; as they were where its name is taken
 */
GVariant *
foyer_saved_filters_insert (GVariant *filters, gsize position, GVariant *filter)
{
  const char *name;

  g_variant_get_child (filter, 0, "&s", &name);
  if (foyer_saved_filters_find (filters, name, NULL))
    return splice (filters, 0, 0, NULL);
  return splice (filters, MIN (position, count (filters)), 0, filter);
}
