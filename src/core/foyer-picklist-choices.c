/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a row offers of a picklist, in positions: nothing chosen, then the items that can be chosen under the parent,
 * then, where the chosen id is none of them (retired, of another parent, never seen), one item for it. The id is the
 * truth; the position is derived. */

#include "foyer-picklist-choices.h"

struct _FoyerPicklistChoices
{
  GObject parent_instance;

  FoyerPicklist *picklist;       /* owned, nullable */
  GPtrArray *items;              /* owned, of FoyerPicklistItem; never empty */
  FoyerPicklistItem *not_chosen; /* owned, id 0 */
  gint64 parent_id;
  gint64 selected_id;
  guint selected_position;
  guint settling;
};

enum
{
  PROP_PICKLIST = 1,
  PROP_PARENT_ID,
  PROP_SELECTED_ID,
  PROP_SELECTED_POSITION,
  N_PROPERTIES,
};

enum
{
  SETTLED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FoyerPicklistChoices,
                               foyer_picklist_choices,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static GType
foyer_picklist_choices_get_item_type (GListModel *model)
{
  return FOYER_TYPE_PICKLIST_ITEM;
}

static guint
foyer_picklist_choices_get_n_items (GListModel *model)
{
  return FOYER_PICKLIST_CHOICES (model)->items->len;
}

static gpointer
foyer_picklist_choices_get_item (GListModel *model, guint position)
{
  FoyerPicklistChoices *self = FOYER_PICKLIST_CHOICES (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = foyer_picklist_choices_get_item_type;
  iface->get_n_items = foyer_picklist_choices_get_n_items;
  iface->get_item = foyer_picklist_choices_get_item;
}

static gboolean
is_narrowed_by_parent (FoyerPicklistChoices *self)
{
  FoyerPicklistKind kind = foyer_picklist_get_kind (self->picklist);

  return kind == FOYER_PICKLIST_STAGE_REASON || kind == FOYER_PICKLIST_SUBTYPE;
}

static FoyerPicklistItem *
find_old (GPtrArray *old, gint64 id)
{
  for (guint i = 0; i < old->len; i++)
    if (foyer_picklist_item_get_id (old->pdata[i]) == id)
      return old->pdata[i];
  return NULL;
}

static GPtrArray *
collect_items (FoyerPicklistChoices *self, guint *selected_position)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = self->picklist != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->picklist)) : 0;

  *selected_position = 0;
  g_ptr_array_add (items, g_object_ref (self->not_chosen));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (FoyerPicklistItem) item = g_list_model_get_item (G_LIST_MODEL (self->picklist), i);

      if (!foyer_picklist_item_can_be_chosen (item)
          || (is_narrowed_by_parent (self) && foyer_picklist_item_get_parent_id (item) != self->parent_id))
        continue;
      if (foyer_picklist_item_get_id (item) == self->selected_id)
        *selected_position = items->len;
      g_ptr_array_add (items, g_steal_pointer (&item));
    }

  if (self->selected_id != 0 && *selected_position == 0)
    {
      FoyerPicklistItem *item = self->picklist != NULL ? foyer_picklist_lookup (self->picklist, self->selected_id)
                                                       : NULL;
      FoyerPicklistItem *old = find_old (self->items, self->selected_id);

      *selected_position = items->len;
      if (item == NULL && old != NULL && foyer_picklist_item_get_title (old) == NULL)
        item = old;
      g_ptr_array_add (
          items, item != NULL ? g_object_ref (item)
                              : foyer_picklist_item_new (self->selected_id, NULL, 0, FALSE, FOYER_APPLIES_TO_ANYTHING));
    }
  return items;
}

static void
rebuild (FoyerPicklistChoices *self)
{
  g_autoptr (GPtrArray) old = g_ptr_array_ref (self->items);
  guint position = 0;
  GPtrArray *items = collect_items (self, &position);
  guint head = 0, tail = 0;

  while (head < old->len && head < items->len && old->pdata[head] == items->pdata[head])
    head++;
  while (tail < old->len - head && tail < items->len - head
         && old->pdata[old->len - 1 - tail] == items->pdata[items->len - 1 - tail])
    tail++;

  self->settling++;
  g_ptr_array_unref (self->items);
  self->items = items;
  if (old->len != items->len || head < old->len)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail, items->len - head - tail);
  if (self->selected_position != position)
    {
      self->selected_position = position;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_POSITION]);
    }
  self->settling--;
  if (self->settling == 0)
    g_signal_emit (self, signals[SETTLED], 0);
}

static void
picklist_changed_cb (FoyerPicklist *picklist, guint position, guint removed, guint added, FoyerPicklistChoices *self)
{
  rebuild (self);
}

static void
foyer_picklist_choices_dispose (GObject *object)
{
  FoyerPicklistChoices *self = FOYER_PICKLIST_CHOICES (object);

  if (self->picklist != NULL)
    g_signal_handlers_disconnect_by_data (self->picklist, self);
  g_clear_object (&self->picklist);
  G_OBJECT_CLASS (foyer_picklist_choices_parent_class)->dispose (object);
}

static void
foyer_picklist_choices_finalize (GObject *object)
{
  FoyerPicklistChoices *self = FOYER_PICKLIST_CHOICES (object);

  g_ptr_array_unref (self->items);
  g_object_unref (self->not_chosen);
  G_OBJECT_CLASS (foyer_picklist_choices_parent_class)->finalize (object);
}

static void
foyer_picklist_choices_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FoyerPicklistChoices *self = FOYER_PICKLIST_CHOICES (object);

  switch (prop_id)
    {
    case PROP_PICKLIST:
      g_value_set_object (value, self->picklist);
      break;
    case PROP_PARENT_ID:
      g_value_set_int64 (value, self->parent_id);
      break;
    case PROP_SELECTED_ID:
      g_value_set_int64 (value, self->selected_id);
      break;
    case PROP_SELECTED_POSITION:
      g_value_set_uint (value, self->selected_position);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_picklist_choices_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  FoyerPicklistChoices *self = FOYER_PICKLIST_CHOICES (object);

  switch (prop_id)
    {
    case PROP_PICKLIST:
      foyer_picklist_choices_set_picklist (self, g_value_get_object (value));
      break;
    case PROP_PARENT_ID:
      foyer_picklist_choices_set_parent_id (self, g_value_get_int64 (value));
      break;
    case PROP_SELECTED_ID:
      foyer_picklist_choices_set_selected_id (self, g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_picklist_choices_class_init (FoyerPicklistChoicesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = foyer_picklist_choices_dispose;
  object_class->finalize = foyer_picklist_choices_finalize;
  object_class->get_property = foyer_picklist_choices_get_property;
  object_class->set_property = foyer_picklist_choices_set_property;

  properties[PROP_PICKLIST] = g_param_spec_object ("picklist", NULL, NULL, FOYER_TYPE_PICKLIST, flags);
  properties[PROP_PARENT_ID] = g_param_spec_int64 ("parent-id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_SELECTED_ID] = g_param_spec_int64 ("selected-id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_SELECTED_POSITION] = g_param_spec_uint ("selected-position", NULL, NULL, 0, G_MAXUINT, 0,
                                                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY
                                                              | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * FoyerPicklistChoices::settled:
   *
   * The list or the id changed and all of it is told: a widget that moved its own selection meanwhile puts it to
   * [property@Foyer.PicklistChoices:selected-position].
   */
  signals[SETTLED] = g_signal_new ("settled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
foyer_picklist_choices_init (FoyerPicklistChoices *self)
{
  self->not_chosen = foyer_picklist_item_new (0, NULL, 0, FALSE, FOYER_APPLIES_TO_ANYTHING);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (self->items, g_object_ref (self->not_chosen));
}

/**
 * foyer_picklist_choices_new:
 *
 * Returns: (transfer full): choices of nothing: only "not chosen", an item of id 0 whose words are the face's
 */
FoyerPicklistChoices *
foyer_picklist_choices_new (void)
{
  return g_object_new (FOYER_TYPE_PICKLIST_CHOICES, NULL);
}

FoyerPicklist *
foyer_picklist_choices_get_picklist (FoyerPicklistChoices *self)
{
  g_return_val_if_fail (FOYER_IS_PICKLIST_CHOICES (self), NULL);
  return self->picklist;
}

/**
 * foyer_picklist_choices_set_picklist:
 * @picklist: (nullable): the list to offer; the selected id stays what it is
 */
void
foyer_picklist_choices_set_picklist (FoyerPicklistChoices *self, FoyerPicklist *picklist)
{
  g_return_if_fail (FOYER_IS_PICKLIST_CHOICES (self));
  g_return_if_fail (picklist == NULL || FOYER_IS_PICKLIST (picklist));

  if (self->picklist == picklist)
    return;
  if (self->picklist != NULL)
    g_signal_handlers_disconnect_by_data (self->picklist, self);
  g_set_object (&self->picklist, picklist);
  if (picklist != NULL)
    g_signal_connect (picklist, "items-changed", G_CALLBACK (picklist_changed_cb), self);
  rebuild (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PICKLIST]);
}

gint64
foyer_picklist_choices_get_parent_id (FoyerPicklistChoices *self)
{
  g_return_val_if_fail (FOYER_IS_PICKLIST_CHOICES (self), 0);
  return self->parent_id;
}

/**
 * foyer_picklist_choices_set_parent_id:
 * @parent_id: the stage whose reasons, or the type whose subtypes, are offered; 0 offers none of them. Other lists do
 * not look at it.
 */
void
foyer_picklist_choices_set_parent_id (FoyerPicklistChoices *self, gint64 parent_id)
{
  g_return_if_fail (FOYER_IS_PICKLIST_CHOICES (self));

  if (self->parent_id == parent_id)
    return;
  self->parent_id = parent_id;
  rebuild (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PARENT_ID]);
}

gint64
foyer_picklist_choices_get_selected_id (FoyerPicklistChoices *self)
{
  g_return_val_if_fail (FOYER_IS_PICKLIST_CHOICES (self), 0);
  return self->selected_id;
}

void
foyer_picklist_choices_set_selected_id (FoyerPicklistChoices *self, gint64 selected_id)
{
  g_return_if_fail (FOYER_IS_PICKLIST_CHOICES (self));

  if (self->selected_id == selected_id)
    return;
  self->selected_id = selected_id;
  rebuild (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_ID]);
}

/**
 * foyer_picklist_choices_get_selected_position:
 *
 * Returns: where the selected id stands in the list; 0 when nothing is chosen
 */
guint
foyer_picklist_choices_get_selected_position (FoyerPicklistChoices *self)
{
  g_return_val_if_fail (FOYER_IS_PICKLIST_CHOICES (self), 0);
  return self->selected_position;
}

/**
 * foyer_picklist_choices_get_settling:
 *
 * Returns: whether the list or the id is changing right now, so that a selection that moves is nobody's choice
 */
gboolean
foyer_picklist_choices_get_settling (FoyerPicklistChoices *self)
{
  g_return_val_if_fail (FOYER_IS_PICKLIST_CHOICES (self), FALSE);
  return self->settling > 0;
}
