/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How one field of the edited lead stands: what a row binds to. */

#include "foyer-field-edit-private.h"

struct _FoyerFieldEdit
{
  GObject parent_instance;

  FoyerLeadField field;
  FoyerFieldStatus status;
  char *refusal; /* owned, nullable */
};

enum
{
  PROP_FIELD = 1,
  PROP_KNOWN,
  PROP_CHANGED,
  PROP_CHANGED_ELSEWHERE,
  PROP_APPLIES,
  PROP_REQUIRED,
  PROP_PROBLEM,
  PROP_SHOWN_PROBLEM,
  PROP_REFUSAL,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (FoyerFieldEdit, foyer_field_edit, G_TYPE_OBJECT)

static void
foyer_field_edit_finalize (GObject *object)
{
  FoyerFieldEdit *self = FOYER_FIELD_EDIT (object);

  g_free (self->refusal);
  G_OBJECT_CLASS (foyer_field_edit_parent_class)->finalize (object);
}

static void
foyer_field_edit_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FoyerFieldEdit *self = FOYER_FIELD_EDIT (object);

  switch (prop_id)
    {
    case PROP_FIELD:
      g_value_set_uint (value, self->field);
      break;
    case PROP_KNOWN:
      g_value_set_boolean (value, self->status.known);
      break;
    case PROP_CHANGED:
      g_value_set_boolean (value, self->status.changed);
      break;
    case PROP_CHANGED_ELSEWHERE:
      g_value_set_boolean (value, self->status.changed_elsewhere);
      break;
    case PROP_APPLIES:
      g_value_set_boolean (value, self->status.applies);
      break;
    case PROP_REQUIRED:
      g_value_set_boolean (value, self->status.required);
      break;
    case PROP_PROBLEM:
      g_value_set_enum (value, self->status.problem);
      break;
    case PROP_SHOWN_PROBLEM:
      g_value_set_enum (value, self->status.shown_problem);
      break;
    case PROP_REFUSAL:
      g_value_set_string (value, self->refusal);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_field_edit_class_init (FoyerFieldEditClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = foyer_field_edit_finalize;
  object_class->get_property = foyer_field_edit_get_property;

  properties[PROP_FIELD] = g_param_spec_uint ("field", NULL, NULL, 0, FOYER_N_LEAD_FIELDS, 0, flags);
  properties[PROP_KNOWN] = g_param_spec_boolean ("known", NULL, NULL, TRUE, flags);
  properties[PROP_CHANGED] = g_param_spec_boolean ("changed", NULL, NULL, FALSE, flags);
  properties[PROP_CHANGED_ELSEWHERE] = g_param_spec_boolean ("changed-elsewhere", NULL, NULL, FALSE, flags);
  properties[PROP_APPLIES] = g_param_spec_boolean ("applies", NULL, NULL, TRUE, flags);
  properties[PROP_REQUIRED] = g_param_spec_boolean ("required", NULL, NULL, FALSE, flags);
  properties[PROP_PROBLEM] = g_param_spec_enum ("problem", NULL, NULL, FOYER_TYPE_PROBLEM, FOYER_PROBLEM_NONE, flags);
  properties[PROP_SHOWN_PROBLEM] = g_param_spec_enum ("shown-problem", NULL, NULL, FOYER_TYPE_PROBLEM,
                                                      FOYER_PROBLEM_NONE, flags);
  properties[PROP_REFUSAL] = g_param_spec_string ("refusal", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
foyer_field_edit_init (FoyerFieldEdit *self)
{
  self->status.known = TRUE;
  self->status.applies = TRUE;
}

FoyerFieldEdit *
foyer_field_edit_new (FoyerLeadField field)
{
  FoyerFieldEdit *self = g_object_new (FOYER_TYPE_FIELD_EDIT, NULL);

  self->field = field;
  return self;
}

void
foyer_field_edit_update (FoyerFieldEdit *self, const FoyerFieldStatus *status)
{
  FoyerFieldStatus old = self->status;
  GObject *object = G_OBJECT (self);

  g_object_freeze_notify (object);
  self->status = *status;
  self->status.refusal = NULL;
  if (g_set_str (&self->refusal, status->refusal) || old.refusal_code != status->refusal_code)
    g_object_notify_by_pspec (object, properties[PROP_REFUSAL]);
  if (old.known != status->known)
    g_object_notify_by_pspec (object, properties[PROP_KNOWN]);
  if (old.changed != status->changed)
    g_object_notify_by_pspec (object, properties[PROP_CHANGED]);
  if (old.changed_elsewhere != status->changed_elsewhere)
    g_object_notify_by_pspec (object, properties[PROP_CHANGED_ELSEWHERE]);
  if (old.applies != status->applies)
    g_object_notify_by_pspec (object, properties[PROP_APPLIES]);
  if (old.required != status->required)
    g_object_notify_by_pspec (object, properties[PROP_REQUIRED]);
  if (old.problem != status->problem)
    g_object_notify_by_pspec (object, properties[PROP_PROBLEM]);
  if (old.shown_problem != status->shown_problem)
    g_object_notify_by_pspec (object, properties[PROP_SHOWN_PROBLEM]);
  g_object_thaw_notify (object);
}

FoyerLeadField
foyer_field_edit_get_field (FoyerFieldEdit *self)
{
  g_return_val_if_fail (FOYER_IS_FIELD_EDIT (self), FOYER_LEAD_NO_FIELD);
  return self->field;
}

/**
 * foyer_field_edit_get_known:
 *
 * Returns: whether anybody here knows the value; if not, it is kept as it is on the platform
 */
gboolean
foyer_field_edit_get_known (FoyerFieldEdit *self)
{
  g_return_val_if_fail (FOYER_IS_FIELD_EDIT (self), FALSE);
  return self->status.known;
}

gboolean
foyer_field_edit_get_changed (FoyerFieldEdit *self)
{
  g_return_val_if_fail (FOYER_IS_FIELD_EDIT (self), FALSE);
  return self->status.changed;
}

/**
 * foyer_field_edit_get_changed_elsewhere:
 *
 * Returns: whether the field was changed here and meanwhile, to something else, on the platform
 */
gboolean
foyer_field_edit_get_changed_elsewhere (FoyerFieldEdit *self)
{
  g_return_val_if_fail (FOYER_IS_FIELD_EDIT (self), FALSE);
  return self->status.changed_elsewhere;
}

gboolean
foyer_field_edit_get_applies (FoyerFieldEdit *self)
{
  g_return_val_if_fail (FOYER_IS_FIELD_EDIT (self), FALSE);
  return self->status.applies;
}

gboolean
foyer_field_edit_get_required (FoyerFieldEdit *self)
{
  g_return_val_if_fail (FOYER_IS_FIELD_EDIT (self), FALSE);
  return self->status.required;
}

FoyerProblem
foyer_field_edit_get_problem (FoyerFieldEdit *self)
{
  g_return_val_if_fail (FOYER_IS_FIELD_EDIT (self), FOYER_PROBLEM_NONE);
  return self->status.problem;
}

/**
 * foyer_field_edit_get_shown_problem:
 *
 * Returns: the problem once it is time to speak of it: after the field was left, after a save was tried, or when the
 * platform refused the field; never during typing
 */
FoyerProblem
foyer_field_edit_get_shown_problem (FoyerFieldEdit *self)
{
  g_return_val_if_fail (FOYER_IS_FIELD_EDIT (self), FOYER_PROBLEM_NONE);
  return self->status.shown_problem;
}

/**
 * foyer_field_edit_get_refusal_code:
 *
 * Returns: the platform's specific code when the problem is `FOYER_PROBLEM_REFUSED`; 0 for none
 */
int
foyer_field_edit_get_refusal_code (FoyerFieldEdit *self)
{
  g_return_val_if_fail (FOYER_IS_FIELD_EDIT (self), 0);
  return self->status.refusal_code;
}

/**
 * foyer_field_edit_get_refusal:
 *
 * Returns: (nullable) (transfer none): the platform's words when the problem is `FOYER_PROBLEM_REFUSED`
 */
const char *
foyer_field_edit_get_refusal (FoyerFieldEdit *self)
{
  g_return_val_if_fail (FOYER_IS_FIELD_EDIT (self), NULL);
  return self->refusal;
}
