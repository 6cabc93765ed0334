/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entry of a picklist: the id is the truth, the title is the platform's and stays as it is. */

#include "foyer-picklist-item.h"

struct _FoyerPicklistItem
{
  GObject parent_instance;

  char *title; /* owned */
  gint64 id;
  gint64 parent_id;
  FoyerAppliesTo applies_to;
  gboolean retired;
};

enum
{
  PROP_ID = 1,
  PROP_TITLE,
  PROP_PARENT_ID,
  PROP_RETIRED,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (FoyerPicklistItem, foyer_picklist_item, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (FoyerPicklistKind,
                    foyer_picklist_kind,
                    G_DEFINE_ENUM_VALUE (FOYER_PICKLIST_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (FOYER_PICKLIST_QUALITY, "quality"),
                    G_DEFINE_ENUM_VALUE (FOYER_PICKLIST_STAGE, "stage"),
                    G_DEFINE_ENUM_VALUE (FOYER_PICKLIST_STAGE_REASON, "reason"),
                    G_DEFINE_ENUM_VALUE (FOYER_PICKLIST_TYPE, "type"),
                    G_DEFINE_ENUM_VALUE (FOYER_PICKLIST_SUBTYPE, "subtype"),
                    G_DEFINE_ENUM_VALUE (FOYER_PICKLIST_INDUSTRY, "industry"),
                    G_DEFINE_ENUM_VALUE (FOYER_PICKLIST_SOURCE, "source"),
                    G_DEFINE_ENUM_VALUE (FOYER_PICKLIST_CHANNEL, "channel"),
                    G_DEFINE_ENUM_VALUE (FOYER_PICKLIST_OWNER, "owner"))

/**
 * foyer_picklist_kind_to_name:
 *
 * Returns: the name scripts use for the list, for example `stage`; never translated
 */
const char *
foyer_picklist_kind_to_name (FoyerPicklistKind kind)
{
  g_autoptr (GEnumClass) names = g_type_class_ref (FOYER_TYPE_PICKLIST_KIND);
  GEnumValue *value = g_enum_get_value (names, kind);

  return value != NULL ? value->value_nick : NULL;
}

/**
 * foyer_picklist_kind_from_name:
 *
 * Returns: the list of that name, or `FOYER_PICKLIST_NONE`
 */
FoyerPicklistKind
foyer_picklist_kind_from_name (const char *name)
{
  g_autoptr (GEnumClass) names = g_type_class_ref (FOYER_TYPE_PICKLIST_KIND);
  GEnumValue *value = g_enum_get_value_by_nick (names, name);

  return value != NULL ? (FoyerPicklistKind) value->value : FOYER_PICKLIST_NONE;
}

static void
foyer_picklist_item_finalize (GObject *object)
{
  FoyerPicklistItem *self = FOYER_PICKLIST_ITEM (object);

  g_free (self->title);
  G_OBJECT_CLASS (foyer_picklist_item_parent_class)->finalize (object);
}

static void
foyer_picklist_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FoyerPicklistItem *self = FOYER_PICKLIST_ITEM (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_PARENT_ID:
      g_value_set_int64 (value, self->parent_id);
      break;
    case PROP_RETIRED:
      g_value_set_boolean (value, self->retired);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_picklist_item_class_init (FoyerPicklistItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = foyer_picklist_item_finalize;
  object_class->get_property = foyer_picklist_item_get_property;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_PARENT_ID] = g_param_spec_int64 ("parent-id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_RETIRED] = g_param_spec_boolean ("retired", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
foyer_picklist_item_init (FoyerPicklistItem *self)
{
}

/**
 * foyer_picklist_item_new:
 * @id: the platform's id, above 0
 * @title: (nullable): what the platform calls it
 * @parent_id: the stage of a reason, the type of a subtype, else 0
 * @retired: whether it can no longer be chosen, only read on old leads
 * @applies_to: the `applyTo` of a stage
 *
 * Returns: (transfer full): an item; it never changes
 */
FoyerPicklistItem *
foyer_picklist_item_new (gint64 id, const char *title, gint64 parent_id, gboolean retired, FoyerAppliesTo applies_to)
{
  FoyerPicklistItem *self = g_object_new (FOYER_TYPE_PICKLIST_ITEM, NULL);

  self->id = id;
  self->title = g_strdup (title);
  self->parent_id = parent_id;
  self->retired = !!retired;
  self->applies_to = applies_to;
  return self;
}

gint64
foyer_picklist_item_get_id (FoyerPicklistItem *self)
{
  g_return_val_if_fail (FOYER_IS_PICKLIST_ITEM (self), 0);
  return self->id;
}

const char *
foyer_picklist_item_get_title (FoyerPicklistItem *self)
{
  g_return_val_if_fail (FOYER_IS_PICKLIST_ITEM (self), NULL);
  return self->title;
}

gint64
foyer_picklist_item_get_parent_id (FoyerPicklistItem *self)
{
  g_return_val_if_fail (FOYER_IS_PICKLIST_ITEM (self), 0);
  return self->parent_id;
}

gboolean
foyer_picklist_item_get_retired (FoyerPicklistItem *self)
{
  g_return_val_if_fail (FOYER_IS_PICKLIST_ITEM (self), FALSE);
  return self->retired;
}

FoyerAppliesTo
foyer_picklist_item_get_applies_to (FoyerPicklistItem *self)
{
  g_return_val_if_fail (FOYER_IS_PICKLIST_ITEM (self), FOYER_APPLIES_TO_ANYTHING);
  return self->applies_to;
}

/**
 * foyer_picklist_item_can_be_chosen:
 *
 * Returns: whether a lead may be given this item anew: not retired, and not for opportunities only (platform-api.md, 4)
 */
gboolean
foyer_picklist_item_can_be_chosen (FoyerPicklistItem *self)
{
  g_return_val_if_fail (FOYER_IS_PICKLIST_ITEM (self), FALSE);
  return !self->retired && self->applies_to != FOYER_APPLIES_TO_OPPORTUNITIES;
}

/**
 * foyer_picklist_item_equal:
 *
 * Returns: whether a person would see no difference between the two
 */
gboolean
foyer_picklist_item_equal (FoyerPicklistItem *self, FoyerPicklistItem *other)
{
  return self->id == other->id && self->parent_id == other->parent_id && self->retired == other->retired
         && self->applies_to == other->applies_to && g_strcmp0 (self->title, other->title) == 0;
}
