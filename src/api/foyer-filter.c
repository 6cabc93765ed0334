/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a list is asked to leave out. */

#include "foyer-filter.h"

#include "foyer-signature.h"

struct _FoyerFilter
{
  /* owned */
  JsonObject *object;
  JsonObject *parameters;
};

G_DEFINE_BOXED_TYPE (FoyerFilter, foyer_filter, foyer_filter_ref, foyer_filter_unref)

static void
foyer_filter_clear (gpointer data)
{
  FoyerFilter *self = data;

  json_object_unref (self->object);
  json_object_unref (self->parameters);
}

/**
 * foyer_filter_new:
 *
 * Returns: (transfer full): a filter that leaves nothing out
 */
FoyerFilter *
foyer_filter_new (void)
{
  FoyerFilter *self = g_atomic_rc_box_new0 (FoyerFilter);

  self->object = json_object_new ();
  self->parameters = json_object_new ();
  return self;
}

FoyerFilter *
foyer_filter_ref (FoyerFilter *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
foyer_filter_unref (FoyerFilter *self)
{
  g_atomic_rc_box_release_full (self, foyer_filter_clear);
}

/**
 * foyer_filter_add_id:
 * @field: a field's name, perhaps with a suffix: `id`, `id__GREATERTHAN`
 */
void
foyer_filter_add_id (FoyerFilter *self, const char *field, gint64 id)
{
  json_object_set_int_member (self->object, field, id);
}

/**
 * foyer_filter_add_text:
 * @field: a field's name, perhaps with a suffix: `businessName__CONTAINS`
 */
void
foyer_filter_add_text (FoyerFilter *self, const char *field, const char *text)
{
  json_object_set_string_member (self->object, field, text);
}

/**
 * foyer_filter_add_time:
 * @field: a field's name, perhaps with a suffix: `createdDate__GREATERTHAN`
 */
void
foyer_filter_add_time (FoyerFilter *self, const char *field, gint64 unix_time)
{
  g_autofree char *text = foyer_signature_format_date (unix_time);

  json_object_set_string_member (self->object, field, text);
}

/**
 * foyer_filter_set_parameter_id:
 * @name: a parameter that stands beside the filter: `leadId` of the list of notes
 */
void
foyer_filter_set_parameter_id (FoyerFilter *self, const char *name, gint64 id)
{
  json_object_set_int_member (self->parameters, name, id);
}

/**
 * foyer_filter_get_parameters:
 *
 * Returns: (transfer none): what goes into a request beside the filter
 */
JsonObject *
foyer_filter_get_parameters (FoyerFilter *self)
{
  return self->parameters;
}

/**
 * foyer_filter_get_object:
 *
 * Returns: (transfer none): the filter as it goes into a request
 */
JsonObject *
foyer_filter_get_object (FoyerFilter *self)
{
  return self->object;
}
