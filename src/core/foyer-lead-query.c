/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which leads are wanted, and in which order: what a list shows, what is saved as a filter, what the command line asks.
 */

#include "foyer-lead-query.h"

#include "foyer-text.h"

#include <string.h>

typedef struct
{
  gint64 from; /* unix seconds, included; 0 for no bound */
  gint64 to;   /* unix seconds, excluded; 0 for no bound */
  guint days;  /* that many last days, today among them, instead; 0 for none */
} Range;

struct _FoyerLeadQuery
{
  /* owned */
  char *text;                          /* nullable */
  GArray *ids[FOYER_N_WRITTEN_FIELDS]; /* nullable; of gint64, ascending */

  Range created;
  Range modified;
  gboolean pending;
  gboolean ascending;
  FoyerLeadSort sort;
  FoyerLeadSections sections;
};

#define KEY_TEXT      "text"
#define KEY_PENDING   "pending"
#define KEY_SORT      "sort"
#define KEY_ASCENDING "ascending"
#define KEY_SECTIONS  "sections"

G_DEFINE_BOXED_TYPE (FoyerLeadQuery, foyer_lead_query, foyer_lead_query_copy, foyer_lead_query_free)

G_DEFINE_ENUM_TYPE (FoyerLeadSort,
                    foyer_lead_sort,
                    G_DEFINE_ENUM_VALUE (FOYER_LEAD_SORT_CREATED, "created"),
                    G_DEFINE_ENUM_VALUE (FOYER_LEAD_SORT_MODIFIED, "modified"),
                    G_DEFINE_ENUM_VALUE (FOYER_LEAD_SORT_NAME, "name"),
                    G_DEFINE_ENUM_VALUE (FOYER_LEAD_SORT_PARTY, "party"),
                    G_DEFINE_ENUM_VALUE (FOYER_LEAD_SORT_STAGE, "stage"),
                    G_DEFINE_ENUM_VALUE (FOYER_LEAD_SORT_QUALITY, "quality"),
                    G_DEFINE_ENUM_VALUE (FOYER_LEAD_SORT_OWNER, "owner"),
                    G_DEFINE_ENUM_VALUE (FOYER_LEAD_SORT_TYPE, "type"),
                    G_DEFINE_ENUM_VALUE (FOYER_LEAD_SORT_SUBTYPE, "subtype"),
                    G_DEFINE_ENUM_VALUE (FOYER_LEAD_SORT_REASON, "reason"),
                    G_DEFINE_ENUM_VALUE (FOYER_LEAD_SORT_SOURCE, "source"),
                    G_DEFINE_ENUM_VALUE (FOYER_LEAD_SORT_CHANNEL, "channel"))

G_DEFINE_ENUM_TYPE (FoyerLeadSections,
                    foyer_lead_sections,
                    G_DEFINE_ENUM_VALUE (FOYER_LEAD_SECTIONS_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (FOYER_LEAD_SECTIONS_STAGE, "stage"),
                    G_DEFINE_ENUM_VALUE (FOYER_LEAD_SECTIONS_DATE, "date"))

/**
 * foyer_lead_sort_get_field:
 *
 * Returns: the field whose picklist gives the order; `FOYER_LEAD_NO_FIELD` where something else does
 */
FoyerLeadField
foyer_lead_sort_get_field (FoyerLeadSort sort)
{
  switch (sort)
    {
    case FOYER_LEAD_SORT_STAGE:
      return FOYER_LEAD_STAGE;
    case FOYER_LEAD_SORT_QUALITY:
      return FOYER_LEAD_QUALITY;
    case FOYER_LEAD_SORT_OWNER:
      return FOYER_LEAD_OWNER;
    case FOYER_LEAD_SORT_TYPE:
      return FOYER_LEAD_TYPE;
    case FOYER_LEAD_SORT_SUBTYPE:
      return FOYER_LEAD_SUBTYPE;
    case FOYER_LEAD_SORT_REASON:
      return FOYER_LEAD_STAGE_REASON;
    case FOYER_LEAD_SORT_SOURCE:
      return FOYER_LEAD_SOURCE;
    case FOYER_LEAD_SORT_CHANNEL:
      return FOYER_LEAD_CHANNEL;
    case FOYER_LEAD_SORT_CREATED:
    case FOYER_LEAD_SORT_MODIFIED:
    case FOYER_LEAD_SORT_NAME:
    case FOYER_LEAD_SORT_PARTY:
    case FOYER_N_LEAD_SORTS:
    default:
      return FOYER_LEAD_NO_FIELD;
    }
}

static Range *
get_range (const FoyerLeadQuery *self, FoyerLeadField date)
{
  return (Range *) (date == FOYER_LEAD_MODIFIED ? &self->modified : &self->created);
}

static gboolean
ranges_equal (const Range *a, const Range *b)
{
  return a->from == b->from && a->to == b->to && a->days == b->days;
}

static gboolean
find_id (GArray *ids, gint64 id, guint *position)
{
  guint i = 0;

  while (ids != NULL && i < ids->len && g_array_index (ids, gint64, i) < id)
    i++;
  *position = i;
  return ids != NULL && i < ids->len && g_array_index (ids, gint64, i) == id;
}

static gboolean
ids_equal (GArray *ids, GArray *others)
{
  guint n = ids != NULL ? ids->len : 0;
  guint n_others = others != NULL ? others->len : 0;

  return n == n_others && (n == 0 || memcmp (ids->data, others->data, n * sizeof (gint64)) == 0);
}

/**
 * foyer_lead_query_new:
 *
 * Returns: (transfer full): all leads, the newest first
 */
FoyerLeadQuery *
foyer_lead_query_new (void)
{
  return g_new0 (FoyerLeadQuery, 1);
}

FoyerLeadQuery *
foyer_lead_query_copy (const FoyerLeadQuery *self)
{
  FoyerLeadQuery *copy = g_memdup2 (self, sizeof *self);

  copy->text = g_strdup (self->text);
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (self->ids[field] != NULL)
      copy->ids[field] = g_array_copy (self->ids[field]);
  return copy;
}

void
foyer_lead_query_free (FoyerLeadQuery *self)
{
  g_free (self->text);
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    g_clear_pointer (&self->ids[field], g_array_unref);
  g_free (self);
}

/* The same leads are left out. */
static gboolean
filters_equal (const FoyerLeadQuery *self, const FoyerLeadQuery *other)
{
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (!ids_equal (self->ids[field], other->ids[field]))
      return FALSE;
  return g_strcmp0 (self->text, other->text) == 0 && ranges_equal (&self->created, &other->created)
         && ranges_equal (&self->modified, &other->modified) && self->pending == other->pending;
}

gboolean
foyer_lead_query_equal (const FoyerLeadQuery *self, const FoyerLeadQuery *other)
{
  return filters_equal (self, other) && self->sort == other->sort && self->ascending == other->ascending
         && self->sections == other->sections;
}

/**
 * foyer_lead_query_is_unfiltered:
 *
 * Returns: whether it wants all leads, in whatever order
 */
gboolean
foyer_lead_query_is_unfiltered (const FoyerLeadQuery *self)
{
  const FoyerLeadQuery all = { NULL };

  return filters_equal (self, &all);
}

static char *
get_days_key (FoyerLeadField date)
{
  return g_strconcat (foyer_lead_field_get_info (date)->property, "-days", NULL);
}

static void
add_range (GVariantBuilder *builder, FoyerLeadField date, const Range *range)
{
  g_autofree char *days_key = get_days_key (date);

  if (range->days != 0)
    g_variant_builder_add (builder, "{sv}", days_key, g_variant_new_uint32 (range->days));
  if (range->from != 0 || range->to != 0)
    g_variant_builder_add (builder, "{sv}", foyer_lead_field_get_info (date)->property,
                           g_variant_new ("(xx)", range->from, range->to));
}

/**
 * foyer_lead_query_to_variant:
 *
 * Returns: (transfer floating): the query, of type `a{sv}`, to be kept
 */
GVariant *
foyer_lead_query_to_variant (const FoyerLeadQuery *self)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  if (self->text != NULL)
    g_variant_builder_add (&builder, "{sv}", KEY_TEXT, g_variant_new_string (self->text));
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (self->ids[field] != NULL && self->ids[field]->len > 0)
      g_variant_builder_add (&builder, "{sv}", foyer_lead_field_get_info (field)->property,
                             g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, self->ids[field]->data,
                                                        self->ids[field]->len, sizeof (gint64)));
  add_range (&builder, FOYER_LEAD_CREATED, &self->created);
  add_range (&builder, FOYER_LEAD_MODIFIED, &self->modified);
  g_variant_builder_add (&builder, "{sv}", KEY_PENDING, g_variant_new_boolean (self->pending));
  g_variant_builder_add (&builder, "{sv}", KEY_SORT, g_variant_new_uint32 (self->sort));
  g_variant_builder_add (&builder, "{sv}", KEY_ASCENDING, g_variant_new_boolean (self->ascending));
  g_variant_builder_add (&builder, "{sv}", KEY_SECTIONS, g_variant_new_uint32 (self->sections));
  return g_variant_builder_end (&builder);
}

static void
read_ids (FoyerLeadQuery *self, FoyerLeadField field, GVariant *variant)
{
  g_autoptr (GVariant)
      value = g_variant_lookup_value (variant, foyer_lead_field_get_info (field)->property, G_VARIANT_TYPE ("ax"));
  gsize n = 0;
  const gint64 *ids = value != NULL ? g_variant_get_fixed_array (value, &n, sizeof (gint64)) : NULL;

  for (gsize i = 0; i < n; i++)
    foyer_lead_query_add_id (self, field, ids[i]);
}

static void
read_range (FoyerLeadQuery *self, FoyerLeadField date, GVariant *variant)
{
  g_autofree char *days_key = get_days_key (date);
  Range range = { 0 };

  if (g_variant_lookup (variant, days_key, "u", &range.days) && range.days > 0)
    range.days = MIN (range.days, FOYER_LEAD_QUERY_MOST_DAYS);
  else
    g_variant_lookup (variant, foyer_lead_field_get_info (date)->property, "(xx)", &range.from, &range.to);
  *get_range (self, date) = range;
}

/**
 * foyer_lead_query_new_from_variant:
 * @variant: of type `a{sv}`; what is not understood of it is passed over
 *
 * Returns: (transfer full): the query that was kept
 */
FoyerLeadQuery *
foyer_lead_query_new_from_variant (GVariant *variant)
{
  FoyerLeadQuery *self = foyer_lead_query_new ();
  const char *text = NULL;
  guint sort = 0, sections = 0;

  g_return_val_if_fail (g_variant_is_of_type (variant, G_VARIANT_TYPE_VARDICT), self);

  if (g_variant_lookup (variant, KEY_TEXT, "&s", &text))
    foyer_lead_query_set_text (self, text);
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (foyer_lead_query_can_filter (field))
      read_ids (self, field, variant);
  read_range (self, FOYER_LEAD_CREATED, variant);
  read_range (self, FOYER_LEAD_MODIFIED, variant);
  g_variant_lookup (variant, KEY_PENDING, "b", &self->pending);
  g_variant_lookup (variant, KEY_ASCENDING, "b", &self->ascending);
  g_variant_lookup (variant, KEY_SORT, "u", &sort);
  g_variant_lookup (variant, KEY_SECTIONS, "u", &sections);
  self->sort = sort < FOYER_N_LEAD_SORTS ? sort : FOYER_LEAD_SORT_CREATED;
  self->sections = sections <= FOYER_LEAD_SECTIONS_DATE ? sections : FOYER_LEAD_SECTIONS_NONE;
  return self;
}

/**
 * foyer_lead_query_get_text:
 *
 * Returns: (nullable): what is searched for, see [struct@FoyerSearch]; `NULL` for nothing
 */
const char *
foyer_lead_query_get_text (const FoyerLeadQuery *self)
{
  return self->text;
}

/**
 * foyer_lead_query_set_text:
 * @text: (nullable): as it was typed; nothing but space is nothing
 */
void
foyer_lead_query_set_text (FoyerLeadQuery *self, const char *text)
{
  g_autofree char *clean = foyer_text_clean (text, FALSE);

  g_set_str (&self->text, *clean != '\0' ? clean : NULL);
}

/**
 * foyer_lead_query_can_filter:
 *
 * Returns: whether leads can be filtered by the field's ids: those the platform's list returns. The person and the lead
 * contact are one: `FOYER_LEAD_CONTACT`.
 */
gboolean
foyer_lead_query_can_filter (FoyerLeadField field)
{
  return field < FOYER_N_WRITTEN_FIELDS && field != FOYER_LEAD_LEAD_CONTACT
         && foyer_lead_field_get_info (field)->kind == FOYER_KIND_ID && foyer_lead_field_is_readable (field);
}

/**
 * foyer_lead_query_get_ids:
 * @field: one that foyer_lead_query_can_filter()
 *
 * Returns: (nullable) (transfer none) (element-type gint64): the ids of which the lead has one, ascending, 0 standing
 * for "not chosen"; `NULL` or empty for any
 */
GArray *
foyer_lead_query_get_ids (const FoyerLeadQuery *self, FoyerLeadField field)
{
  g_return_val_if_fail (foyer_lead_query_can_filter (field), NULL);
  return self->ids[field];
}

gboolean
foyer_lead_query_has_id (const FoyerLeadQuery *self, FoyerLeadField field, gint64 id)
{
  guint position;

  g_return_val_if_fail (foyer_lead_query_can_filter (field), FALSE);
  return find_id (self->ids[field], id, &position);
}

/**
 * foyer_lead_query_add_id:
 * @id: an id of the field, or 0 for "not chosen"
 */
void
foyer_lead_query_add_id (FoyerLeadQuery *self, FoyerLeadField field, gint64 id)
{
  guint position;

  g_return_if_fail (foyer_lead_query_can_filter (field));

  if (find_id (self->ids[field], id, &position))
    return;
  if (self->ids[field] == NULL)
    self->ids[field] = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_insert_val (self->ids[field], position, id);
}

void
foyer_lead_query_remove_id (FoyerLeadQuery *self, FoyerLeadField field, gint64 id)
{
  guint position;

  g_return_if_fail (foyer_lead_query_can_filter (field));

  if (find_id (self->ids[field], id, &position))
    g_array_remove_index (self->ids[field], position);
}

void
foyer_lead_query_clear_ids (FoyerLeadQuery *self, FoyerLeadField field)
{
  g_return_if_fail (foyer_lead_query_can_filter (field));
  g_clear_pointer (&self->ids[field], g_array_unref);
}

static gint64
get_first_of_days (guint days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) day = g_date_time_add_days (now, 1 - (int) days);
  g_autoptr (GDateTime) start = g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day),
                                                       g_date_time_get_day_of_month (day), 0, 0, 0);

  return g_date_time_to_unix (start);
}

/**
 * foyer_lead_query_get_from:
 * @date: `FOYER_LEAD_CREATED` or `FOYER_LEAD_MODIFIED`
 *
 * Returns: unix seconds, included; 0 for no bound. Of the last days it is the start of the first, as of now
 */
gint64
foyer_lead_query_get_from (const FoyerLeadQuery *self, FoyerLeadField date)
{
  const Range *range = get_range (self, date);

  return range->days > 0 ? get_first_of_days (range->days) : range->from;
}

/**
 * foyer_lead_query_get_to:
 *
 * Returns: unix seconds, excluded; 0 for no bound
 */
gint64
foyer_lead_query_get_to (const FoyerLeadQuery *self, FoyerLeadField date)
{
  return get_range (self, date)->to;
}

void
foyer_lead_query_set_range (FoyerLeadQuery *self, FoyerLeadField date, gint64 from, gint64 to)
{
  g_return_if_fail (date == FOYER_LEAD_CREATED || date == FOYER_LEAD_MODIFIED);
  *get_range (self, date) = (Range) { from, to, 0 };
}

/**
 * foyer_lead_query_get_days:
 *
 * Returns: of how many last days leads are wanted, today among them; 0 where it is a range of days that stay the same
 */
guint
foyer_lead_query_get_days (const FoyerLeadQuery *self, FoyerLeadField date)
{
  return get_range (self, date)->days;
}

/**
 * foyer_lead_query_set_days:
 * @date: `FOYER_LEAD_CREATED` or `FOYER_LEAD_MODIFIED`
 * @days: 1 for today, up to `FOYER_LEAD_QUERY_MOST_DAYS`
 *
 * In place of a range: a query that is kept moves on with the calendar.
 */
void
foyer_lead_query_set_days (FoyerLeadQuery *self, FoyerLeadField date, guint days)
{
  g_return_if_fail (date == FOYER_LEAD_CREATED || date == FOYER_LEAD_MODIFIED);
  g_return_if_fail (days > 0 && days <= FOYER_LEAD_QUERY_MOST_DAYS);
  *get_range (self, date) = (Range) { 0, 0, days };
}

/**
 * foyer_lead_query_get_pending:
 *
 * Returns: whether only leads with a change that is not on the platform yet are wanted
 */
gboolean
foyer_lead_query_get_pending (const FoyerLeadQuery *self)
{
  return self->pending;
}

void
foyer_lead_query_set_pending (FoyerLeadQuery *self, gboolean pending)
{
  self->pending = pending;
}

FoyerLeadSort
foyer_lead_query_get_sort (const FoyerLeadQuery *self)
{
  return self->sort;
}

/**
 * foyer_lead_query_get_ascending:
 *
 * Returns: whether the least comes first: for dates the oldest, for names A, for picklists the first of the list
 */
gboolean
foyer_lead_query_get_ascending (const FoyerLeadQuery *self)
{
  return self->ascending;
}

void
foyer_lead_query_set_sort (FoyerLeadQuery *self, FoyerLeadSort sort, gboolean ascending)
{
  g_return_if_fail (sort < FOYER_N_LEAD_SORTS);

  self->sort = sort;
  self->ascending = ascending;
}

FoyerLeadSections
foyer_lead_query_get_sections (const FoyerLeadQuery *self)
{
  return self->sections;
}

void
foyer_lead_query_set_sections (FoyerLeadQuery *self, FoyerLeadSections sections)
{
  self->sections = sections;
}
