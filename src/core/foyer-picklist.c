/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picklist: a list model of items that is diffed by id when it is refreshed, so that what is selected stays selected.
 */

#include "foyer-picklist.h"

#include "foyer-text.h"

struct _FoyerPicklist
{
  GObject parent_instance;

  GPtrArray *items;  /* owned, of FoyerPicklistItem, in the platform's order, retired ones last */
  GHashTable *by_id; /* owned, gint64 id -> borrowed item */
  FoyerPicklistKind kind;
  gint64 fetched;
};

enum
{
  PROP_FETCHED = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FoyerPicklist,
                               foyer_picklist,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
foyer_picklist_get_item_type (GListModel *model)
{
  return FOYER_TYPE_PICKLIST_ITEM;
}

static guint
foyer_picklist_get_n_items (GListModel *model)
{
  return FOYER_PICKLIST (model)->items->len;
}

static gpointer
foyer_picklist_get_item (GListModel *model, guint position)
{
  FoyerPicklist *self = FOYER_PICKLIST (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = foyer_picklist_get_item_type;
  iface->get_n_items = foyer_picklist_get_n_items;
  iface->get_item = foyer_picklist_get_item;
}

static GHashTable *
index_by_id (GPtrArray *items)
{
  GHashTable *by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < items->len; i++)
    {
      gint64 id = foyer_picklist_item_get_id (items->pdata[i]);
      g_hash_table_insert (by_id, g_memdup2 (&id, sizeof id), items->pdata[i]);
    }
  return by_id;
}

static void
foyer_picklist_finalize (GObject *object)
{
  FoyerPicklist *self = FOYER_PICKLIST (object);

  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->items);
  G_OBJECT_CLASS (foyer_picklist_parent_class)->finalize (object);
}

static void
foyer_picklist_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FoyerPicklist *self = FOYER_PICKLIST (object);

  switch (prop_id)
    {
    case PROP_FETCHED:
      g_value_set_int64 (value, self->fetched);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_picklist_class_init (FoyerPicklistClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = foyer_picklist_finalize;
  object_class->get_property = foyer_picklist_get_property;

  properties[PROP_FETCHED] = g_param_spec_int64 ("fetched", NULL, NULL, 0, G_MAXINT64, 0,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
foyer_picklist_init (FoyerPicklist *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = index_by_id (self->items);
}

/**
 * foyer_picklist_new:
 *
 * Returns: (transfer full): an empty list, never fetched
 */
FoyerPicklist *
foyer_picklist_new (FoyerPicklistKind kind)
{
  FoyerPicklist *self = g_object_new (FOYER_TYPE_PICKLIST, NULL);

  self->kind = kind;
  return self;
}

FoyerPicklistKind
foyer_picklist_get_kind (FoyerPicklist *self)
{
  g_return_val_if_fail (FOYER_IS_PICKLIST (self), FOYER_PICKLIST_NONE);
  return self->kind;
}

/**
 * foyer_picklist_lookup:
 *
 * Returns: (nullable) (transfer none): the item with the id, retired or not
 */
FoyerPicklistItem *
foyer_picklist_lookup (FoyerPicklist *self, gint64 id)
{
  g_return_val_if_fail (FOYER_IS_PICKLIST (self), NULL);
  return g_hash_table_lookup (self->by_id, &id);
}

/**
 * foyer_picklist_find_title:
 * @title: compared without regard to case, marks and surrounding space
 * @parent_id: only items of this parent, or 0 for all
 *
 * Titles are the platform's and need not be unique: it is for the caller to refuse an ambiguous one.
 *
 * Returns: (transfer container) (element-type FoyerPicklistItem): the items that can be chosen and have that title
 */
GPtrArray *
foyer_picklist_find_title (FoyerPicklist *self, const char *title, gint64 parent_id)
{
  g_autofree char *wanted = foyer_text_fold (title);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < self->items->len; i++)
    {
      FoyerPicklistItem *item = self->items->pdata[i];
      g_autofree char *folded = foyer_text_fold (foyer_picklist_item_get_title (item));

      if (foyer_picklist_item_can_be_chosen (item) && g_str_equal (folded, wanted)
          && (parent_id == 0 || foyer_picklist_item_get_parent_id (item) == parent_id))
        g_ptr_array_add (found, item);
    }
  return found;
}

/**
 * foyer_picklist_has_children_of:
 *
 * Returns: whether there is something to choose under @parent_id: a subtype of the type, a reason of the stage
 */
gboolean
foyer_picklist_has_children_of (FoyerPicklist *self, gint64 parent_id)
{
  g_return_val_if_fail (FOYER_IS_PICKLIST (self), FALSE);

  for (guint i = 0; i < self->items->len; i++)
    if (foyer_picklist_item_get_parent_id (self->items->pdata[i]) == parent_id
        && foyer_picklist_item_can_be_chosen (self->items->pdata[i]))
      return TRUE;
  return FALSE;
}

/* What the list becomes: the new items as the platform orders them (the first of each id), then the ones it no longer
 * has, retired. */
static GPtrArray *
merge_items (FoyerPicklist *self, GPtrArray *items)
{
  GPtrArray *merged = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < items->len; i++)
    {
      FoyerPicklistItem *item = items->pdata[i];
      gint64 id = foyer_picklist_item_get_id (item);
      FoyerPicklistItem *old = foyer_picklist_lookup (self, id);

      if (!g_hash_table_add (seen, g_memdup2 (&id, sizeof id)))
        continue;
      g_ptr_array_add (merged, g_object_ref (old != NULL && foyer_picklist_item_equal (old, item) ? old : item));
    }
  for (guint i = 0; i < self->items->len; i++)
    {
      FoyerPicklistItem *old = self->items->pdata[i];
      gint64 id = foyer_picklist_item_get_id (old);

      if (g_hash_table_contains (seen, &id))
        continue;
      if (foyer_picklist_item_get_retired (old))
        g_ptr_array_add (merged, g_object_ref (old));
      else
        g_ptr_array_add (merged, foyer_picklist_item_new (id, foyer_picklist_item_get_title (old),
                                                          foyer_picklist_item_get_parent_id (old), TRUE,
                                                          foyer_picklist_item_get_applies_to (old)));
    }
  return merged;
}

/**
 * foyer_picklist_update:
 * @items: (element-type FoyerPicklistItem): the whole list as the platform has it now
 *
 * Diffs by id: an item that did not change stays the same object, one that is gone is retired and not removed, and
 * `items-changed` is emitted once for the smallest range.
 *
 * Returns: whether anything changed
 */
gboolean
foyer_picklist_update (FoyerPicklist *self, GPtrArray *items)
{
  g_autoptr (GPtrArray) merged = NULL;
  g_autoptr (GPtrArray) old = NULL;
  guint head = 0, tail = 0;

  g_return_val_if_fail (FOYER_IS_PICKLIST (self), FALSE);
  g_return_val_if_fail (items != NULL, FALSE);

  merged = merge_items (self, items);
  old = g_steal_pointer (&self->items);
  self->items = g_steal_pointer (&merged);
  g_hash_table_unref (self->by_id);
  self->by_id = index_by_id (self->items);

  while (head < old->len && head < self->items->len && old->pdata[head] == self->items->pdata[head])
    head++;
  while (tail < old->len - head && tail < self->items->len - head
         && old->pdata[old->len - 1 - tail] == self->items->pdata[self->items->len - 1 - tail])
    tail++;
  if (old->len == self->items->len && head == old->len)
    return FALSE;
  g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail, self->items->len - head - tail);
  return TRUE;
}

/**
 * foyer_picklist_get_fetched:
 *
 * Returns: when the platform was last asked for it, in seconds since 1970; 0 for never
 */
gint64
foyer_picklist_get_fetched (FoyerPicklist *self)
{
  g_return_val_if_fail (FOYER_IS_PICKLIST (self), 0);
  return self->fetched;
}

void
foyer_picklist_set_fetched (FoyerPicklist *self, gint64 fetched)
{
  g_return_if_fail (FOYER_IS_PICKLIST (self));

  if (self->fetched == fetched)
    return;
  self->fetched = fetched;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FETCHED]);
}
