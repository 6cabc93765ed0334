/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lead: its values in one array by field number, its properties installed from the field table. */

#include "foyer-lead.h"

#include "foyer-text.h"

typedef struct
{
  FoyerFieldState state;
  gint64 number;             /* an id or a date; 0 when not set */
  char *text;                /* owned, nullable */
  FoyerCustomFields *custom; /* owned, nullable */
} Value;

struct _FoyerLead
{
  GObject parent_instance;

  char *uuid; /* owned */
  gint64 platform_id;
  FoyerBelongsTo belongs_to;
  Value values[FOYER_N_LEAD_FIELDS];
};

/* The fields' properties come first: field + 1. */
enum
{
  PROP_UUID = FOYER_N_LEAD_FIELDS + 1,
  PROP_PLATFORM_ID,
  PROP_BELONGS_TO,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (FoyerLead, foyer_lead, G_TYPE_OBJECT)

static void
value_take (Value *value, FoyerFieldState state, gint64 number, char *text, FoyerCustomFields *custom)
{
  g_free (value->text);
  g_clear_pointer (&value->custom, foyer_custom_fields_unref);
  value->state = state;
  value->number = number;
  value->text = text;
  value->custom = custom;
}

static void
value_copy (Value *value, const Value *other)
{
  value_take (value, other->state, other->number, g_strdup (other->text),
              other->custom != NULL ? foyer_custom_fields_ref (other->custom) : NULL);
}

static gboolean
value_identical (const Value *a, const Value *b)
{
  return a->state == b->state && a->number == b->number && g_strcmp0 (a->text, b->text) == 0
         && foyer_custom_fields_equal (a->custom, b->custom);
}

/* Text is compared as it would be sent: a space at its end is no change. */
static gboolean
value_equal (const Value *a, const Value *b)
{
  g_autofree char *text_a = NULL;
  g_autofree char *text_b = NULL;

  if (a->state == FOYER_FIELD_UNKNOWN || b->state == FOYER_FIELD_UNKNOWN)
    return a->state == b->state;
  if (a->number != b->number || !foyer_custom_fields_equal (a->custom, b->custom))
    return FALSE;
  if (g_strcmp0 (a->text, b->text) == 0)
    return TRUE;
  text_a = foyer_text_clean (a->text, TRUE);
  text_b = foyer_text_clean (b->text, TRUE);
  return g_str_equal (text_a, text_b);
}

static void
set_value (FoyerLead *self,
           FoyerLeadField field,
           FoyerFieldState state,
           gint64 number,
           const char *text,
           FoyerCustomFields *custom)
{
  Value wanted = { state, number, (char *) text, custom };

  if (value_identical (&self->values[field], &wanted))
    return;
  value_take (&self->values[field], state, number, g_strdup (text),
              custom != NULL ? foyer_custom_fields_ref (custom) : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[field + 1]);
}

static void
foyer_lead_finalize (GObject *object)
{
  FoyerLead *self = FOYER_LEAD (object);

  for (guint field = 0; field < FOYER_N_LEAD_FIELDS; field++)
    value_take (&self->values[field], FOYER_FIELD_UNSET, 0, NULL, NULL);
  g_free (self->uuid);
  G_OBJECT_CLASS (foyer_lead_parent_class)->finalize (object);
}

static void
foyer_lead_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FoyerLead *self = FOYER_LEAD (object);

  if (prop_id == PROP_UUID)
    g_value_set_string (value, self->uuid);
  else if (prop_id == PROP_PLATFORM_ID)
    g_value_set_int64 (value, self->platform_id);
  else if (prop_id == PROP_BELONGS_TO)
    g_value_set_enum (value, self->belongs_to);
  else if (G_VALUE_HOLDS_STRING (value))
    g_value_set_string (value, foyer_lead_get_text (self, prop_id - 1));
  else if (G_VALUE_HOLDS_INT64 (value))
    g_value_set_int64 (value, self->values[prop_id - 1].number);
  else if (G_VALUE_HOLDS (value, FOYER_TYPE_CUSTOM_FIELDS))
    g_value_set_boxed (value, self->values[prop_id - 1].custom);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
foyer_lead_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  FoyerLead *self = FOYER_LEAD (object);

  if (prop_id == PROP_UUID)
    foyer_lead_set_uuid (self, g_value_get_string (value));
  else if (prop_id == PROP_PLATFORM_ID)
    foyer_lead_set_platform_id (self, g_value_get_int64 (value));
  else if (prop_id == PROP_BELONGS_TO)
    foyer_lead_set_belongs_to (self, g_value_get_enum (value));
  else if (G_VALUE_HOLDS_STRING (value))
    foyer_lead_set_text (self, prop_id - 1, g_value_get_string (value));
  else if (foyer_lead_field_get_info (prop_id - 1)->kind == FOYER_KIND_DATE)
    foyer_lead_set_date (self, prop_id - 1, g_value_get_int64 (value));
  else if (G_VALUE_HOLDS_INT64 (value))
    foyer_lead_set_id (self, prop_id - 1, g_value_get_int64 (value));
  else if (G_VALUE_HOLDS (value, FOYER_TYPE_CUSTOM_FIELDS))
    foyer_lead_set_custom_fields (self, g_value_get_boxed (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static GParamSpec *
param_spec_for_field (FoyerLeadField field)
{
  const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  switch (info->kind)
    {
    case FOYER_KIND_TEXT:
      return g_param_spec_string (info->property, NULL, NULL, NULL, flags);
    case FOYER_KIND_CUSTOM:
      return g_param_spec_boxed (info->property, NULL, NULL, FOYER_TYPE_CUSTOM_FIELDS, flags);
    case FOYER_KIND_ID:
    case FOYER_KIND_DATE:
    default:
      return g_param_spec_int64 (info->property, NULL, NULL, foyer_lead_field_is_party (field) ? G_MININT64 : 0,
                                 G_MAXINT64, 0, flags);
    }
}

static void
foyer_lead_class_init (FoyerLeadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = foyer_lead_finalize;
  object_class->get_property = foyer_lead_get_property;
  object_class->set_property = foyer_lead_set_property;

  for (guint field = 0; field < FOYER_N_LEAD_FIELDS; field++)
    properties[field + 1] = param_spec_for_field (field);
  properties[PROP_UUID] = g_param_spec_string ("uuid", NULL, NULL, NULL, flags);
  properties[PROP_PLATFORM_ID] = g_param_spec_int64 ("platform-id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_BELONGS_TO] = g_param_spec_enum ("belongs-to", NULL, NULL, FOYER_TYPE_BELONGS_TO,
                                                   FOYER_BELONGS_TO_COMPANY, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
foyer_lead_init (FoyerLead *self)
{
  self->uuid = g_uuid_string_random ();
}

/**
 * foyer_lead_new:
 *
 * Returns: (transfer full): an empty lead with a UUID of its own: everything is known to be unset
 */
FoyerLead *
foyer_lead_new (void)
{
  return g_object_new (FOYER_TYPE_LEAD, NULL);
}

/**
 * foyer_lead_new_from_platform:
 * @platform_id: its id there, above 0
 *
 * Returns: (transfer full): a lead as the platform's list returns it before anything is read: what the list does not
 *   return is unknown (platform-api.md, 5)
 */
FoyerLead *
foyer_lead_new_from_platform (gint64 platform_id)
{
  FoyerLead *self = foyer_lead_new ();

  self->platform_id = platform_id;
  for (guint field = 0; field < FOYER_N_LEAD_FIELDS; field++)
    if (!foyer_lead_field_is_readable (field))
      self->values[field].state = FOYER_FIELD_UNKNOWN;
  return self;
}

/**
 * foyer_lead_copy:
 *
 * Returns: (transfer full): a lead equal to @self in everything, UUID and platform id too
 */
FoyerLead *
foyer_lead_copy (FoyerLead *self)
{
  FoyerLead *copy = foyer_lead_new ();

  foyer_lead_assign (copy, self);
  return copy;
}

/**
 * foyer_lead_copy_as_new:
 *
 * Returns: (transfer full): another lead that says the same, is not on the platform yet and has a UUID of its own. What
 * nobody here knows of @self it does not have
 */
FoyerLead *
foyer_lead_copy_as_new (FoyerLead *self)
{
  FoyerLead *copy = foyer_lead_copy (self);
  g_autofree char *uuid = g_uuid_string_random ();

  foyer_lead_set_uuid (copy, uuid);
  foyer_lead_set_platform_id (copy, 0);
  foyer_lead_clear (copy, FOYER_LEAD_CREATED);
  foyer_lead_clear (copy, FOYER_LEAD_MODIFIED);
  for (guint field = 0; field < FOYER_N_LEAD_FIELDS; field++)
    if (!foyer_lead_is_known (copy, field))
      foyer_lead_clear (copy, field);
  return copy;
}

/**
 * foyer_lead_assign:
 *
 * Makes @self equal to @other in everything; notifies what really changed, after all of it changed.
 */
void
foyer_lead_assign (FoyerLead *self, FoyerLead *other)
{
  g_return_if_fail (FOYER_IS_LEAD (self));
  g_return_if_fail (FOYER_IS_LEAD (other));

  g_object_freeze_notify (G_OBJECT (self));
  foyer_lead_set_uuid (self, other->uuid);
  foyer_lead_set_platform_id (self, other->platform_id);
  foyer_lead_set_belongs_to (self, other->belongs_to);
  for (guint field = 0; field < FOYER_N_LEAD_FIELDS; field++)
    foyer_lead_take_field (self, other, field);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * foyer_lead_equal:
 *
 * Returns: whether the two say the same of the same lead: platform id, whom it belongs to and every written field. The
 * local UUID does not count.
 */
gboolean
foyer_lead_equal (FoyerLead *self, FoyerLead *other)
{
  return self->platform_id == other->platform_id && self->belongs_to == other->belongs_to
         && foyer_lead_diff (self, other) == 0;
}

static const Value *
effective_value (FoyerLead *lead, FoyerLeadField field)
{
  static const Value unset;
  FoyerApplies applies = foyer_lead_field_get_info (field)->applies;

  if (lead == NULL || (applies == FOYER_APPLIES_FOR_COMPANY && lead->belongs_to != FOYER_BELONGS_TO_COMPANY)
      || (applies == FOYER_APPLIES_FOR_PERSON && lead->belongs_to != FOYER_BELONGS_TO_PERSON))
    return &unset;
  return &lead->values[field];
}

/**
 * foyer_lead_field_equal:
 * @other: (nullable): another lead, or `NULL` for an empty one
 *
 * Returns: whether @field says the same in both, where text is compared without space at its ends and a field that does
 * not apply (the company of a person's lead) counts as unset
 */
gboolean
foyer_lead_field_equal (FoyerLead *self, FoyerLead *other, FoyerLeadField field)
{
  return value_equal (effective_value (self, field), effective_value (other, field));
}

/**
 * foyer_lead_diff:
 * @base: (nullable): what the lead was, or `NULL` for an empty one
 *
 * Returns: the written fields that differ between @self and @base
 */
FoyerFieldSet
foyer_lead_diff (FoyerLead *self, FoyerLead *base)
{
  FoyerFieldSet changed = 0;

  g_return_val_if_fail (FOYER_IS_LEAD (self), 0);

  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (!foyer_lead_field_equal (self, base, field))
      changed |= FOYER_FIELD_BIT (field);
  return changed;
}

/**
 * foyer_lead_get_uuid:
 *
 * Returns: (transfer none): the name this desk gave it with the first keystroke; it never changes for a lead
 */
const char *
foyer_lead_get_uuid (FoyerLead *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD (self), NULL);
  return self->uuid;
}

void
foyer_lead_set_uuid (FoyerLead *self, const char *uuid)
{
  g_return_if_fail (FOYER_IS_LEAD (self));
  g_return_if_fail (uuid != NULL);

  if (g_set_str (&self->uuid, uuid))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UUID]);
}

/**
 * foyer_lead_get_platform_id:
 *
 * Returns: the platform's id, 0 while it has none
 */
gint64
foyer_lead_get_platform_id (FoyerLead *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD (self), 0);
  return self->platform_id;
}

void
foyer_lead_set_platform_id (FoyerLead *self, gint64 platform_id)
{
  g_return_if_fail (FOYER_IS_LEAD (self));

  if (self->platform_id == platform_id)
    return;
  self->platform_id = platform_id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLATFORM_ID]);
}

FoyerBelongsTo
foyer_lead_get_belongs_to (FoyerLead *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD (self), FOYER_BELONGS_TO_COMPANY);
  return self->belongs_to;
}

/**
 * foyer_lead_get_contact_field:
 *
 * Returns: the field of the person who leads: of a company one of its contacts, else whom the lead belongs to
 */
FoyerLeadField
foyer_lead_get_contact_field (FoyerLead *self)
{
  return foyer_lead_get_belongs_to (self) == FOYER_BELONGS_TO_PERSON ? FOYER_LEAD_CONTACT : FOYER_LEAD_LEAD_CONTACT;
}

/**
 * foyer_lead_set_belongs_to:
 *
 * The fields of the other kind keep their values, so that changing one's mind loses nothing; they no longer apply.
 */
void
foyer_lead_set_belongs_to (FoyerLead *self, FoyerBelongsTo belongs_to)
{
  g_return_if_fail (FOYER_IS_LEAD (self));

  if (self->belongs_to == belongs_to)
    return;
  self->belongs_to = belongs_to;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BELONGS_TO]);
}

FoyerFieldState
foyer_lead_get_state (FoyerLead *self, FoyerLeadField field)
{
  g_return_val_if_fail (FOYER_IS_LEAD (self) && field < FOYER_N_LEAD_FIELDS, FOYER_FIELD_UNSET);
  return self->values[field].state;
}

gboolean
foyer_lead_is_known (FoyerLead *self, FoyerLeadField field)
{
  return foyer_lead_get_state (self, field) != FOYER_FIELD_UNKNOWN;
}

gboolean
foyer_lead_is_set (FoyerLead *self, FoyerLeadField field)
{
  return foyer_lead_get_state (self, field) == FOYER_FIELD_SET;
}

/**
 * foyer_lead_get_id:
 * @field: one of kind `FOYER_KIND_ID`
 *
 * Returns: the id, 0 when it is unset or unknown
 */
gint64
foyer_lead_get_id (FoyerLead *self, FoyerLeadField field)
{
  g_return_val_if_fail (FOYER_IS_LEAD (self) && field < FOYER_N_LEAD_FIELDS, 0);
  return self->values[field].number;
}

/**
 * foyer_lead_get_text:
 * @field: one of kind `FOYER_KIND_TEXT`
 *
 * Returns: (transfer none): the text, "" when it is unset or unknown
 */
const char *
foyer_lead_get_text (FoyerLead *self, FoyerLeadField field)
{
  g_return_val_if_fail (FOYER_IS_LEAD (self) && field < FOYER_N_LEAD_FIELDS, "");
  return self->values[field].text != NULL ? self->values[field].text : "";
}

/**
 * foyer_lead_get_date:
 * @field: one of kind `FOYER_KIND_DATE`
 *
 * Returns: seconds since 1970 by the platform's clock, 0 when unset
 */
gint64
foyer_lead_get_date (FoyerLead *self, FoyerLeadField field)
{
  return foyer_lead_get_id (self, field);
}

/**
 * foyer_lead_get_custom_fields:
 *
 * Returns: (nullable) (transfer none): the custom fields this lead speaks of
 */
FoyerCustomFields *
foyer_lead_get_custom_fields (FoyerLead *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD (self), NULL);
  return self->values[FOYER_LEAD_CUSTOM_FIELDS].custom;
}

/**
 * foyer_lead_set_id:
 * @id: the id; 0 unsets a field that was set, and leaves an unknown one unknown (a binding shows unknown as 0 and
 *   writes it back; to empty an unknown field on purpose there is [method@Foyer.Lead.clear]); below 0: a company or
 *   person that is not on the platform yet, by the id this desk gave it
 */
void
foyer_lead_set_id (FoyerLead *self, FoyerLeadField field, gint64 id)
{
  g_return_if_fail (FOYER_IS_LEAD (self) && field < FOYER_N_LEAD_FIELDS);

  if (id > 0 || (id < 0 && foyer_lead_field_is_party (field)))
    set_value (self, field, FOYER_FIELD_SET, id, NULL, NULL);
  else if (foyer_lead_is_known (self, field))
    foyer_lead_clear (self, field);
}

/**
 * foyer_lead_set_text:
 * @text: (nullable): as typed; it is cleaned when it is sent, not here, where a trimmed space would fight the typing
 */
void
foyer_lead_set_text (FoyerLead *self, FoyerLeadField field, const char *text)
{
  g_return_if_fail (FOYER_IS_LEAD (self) && field < FOYER_N_LEAD_FIELDS);

  if (text != NULL && *text != '\0')
    set_value (self, field, FOYER_FIELD_SET, 0, text, NULL);
  else if (foyer_lead_is_known (self, field))
    foyer_lead_clear (self, field);
}

/**
 * foyer_lead_set_date:
 * @date: seconds since 1970 by the platform's clock, 0 for none
 */
void
foyer_lead_set_date (FoyerLead *self, FoyerLeadField field, gint64 date)
{
  foyer_lead_set_id (self, field, date);
}

/**
 * foyer_lead_set_custom_fields:
 * @custom_fields: (nullable): none unsets them, or leaves them unknown
 */
void
foyer_lead_set_custom_fields (FoyerLead *self, FoyerCustomFields *custom_fields)
{
  g_return_if_fail (FOYER_IS_LEAD (self));

  if (foyer_custom_fields_get_n (custom_fields) > 0)
    set_value (self, FOYER_LEAD_CUSTOM_FIELDS, FOYER_FIELD_SET, 0, NULL, custom_fields);
  else if (foyer_lead_is_known (self, FOYER_LEAD_CUSTOM_FIELDS))
    foyer_lead_clear (self, FOYER_LEAD_CUSTOM_FIELDS);
}

/**
 * foyer_lead_clear:
 *
 * The field is known to be empty from here on; where the platform had, or may have had, a value, an update empties it.
 */
void
foyer_lead_clear (FoyerLead *self, FoyerLeadField field)
{
  g_return_if_fail (FOYER_IS_LEAD (self) && field < FOYER_N_LEAD_FIELDS);
  set_value (self, field, FOYER_FIELD_UNSET, 0, NULL, NULL);
}

/**
 * foyer_lead_forget:
 *
 * Nobody here knows the field's value from here on.
 */
void
foyer_lead_forget (FoyerLead *self, FoyerLeadField field)
{
  g_return_if_fail (FOYER_IS_LEAD (self) && field < FOYER_N_LEAD_FIELDS);
  set_value (self, field, FOYER_FIELD_UNKNOWN, 0, NULL, NULL);
}

/**
 * foyer_lead_take_field:
 *
 * Gives @field the state and value it has in @other.
 */
void
foyer_lead_take_field (FoyerLead *self, FoyerLead *other, FoyerLeadField field)
{
  g_return_if_fail (FOYER_IS_LEAD (self) && FOYER_IS_LEAD (other) && field < FOYER_N_LEAD_FIELDS);

  if (value_identical (&self->values[field], &other->values[field]))
    return;
  value_copy (&self->values[field], &other->values[field]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[field + 1]);
}
