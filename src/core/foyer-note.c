/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A note of a lead: as the platform holds it, and as plain text. */

#include "foyer-note.h"

#include "foyer-markup.h"

struct _FoyerNote
{
  GObject parent_instance;

  char *source; /* owned */
  char *text;   /* owned */
  gint64 id;
  gint64 lead_id;
  gint64 author_id;
  gint64 created;
  gint64 modified;
};

enum
{
  PROP_ID = 1,
  PROP_LEAD_ID,
  PROP_TEXT,
  PROP_HAS_MARKUP,
  PROP_AUTHOR_ID,
  PROP_CREATED,
  PROP_MODIFIED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FoyerNote, foyer_note, G_TYPE_OBJECT)

static void
foyer_note_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FoyerNote *self = FOYER_NOTE (object);

  switch (id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_LEAD_ID:
      g_value_set_int64 (value, self->lead_id);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_HAS_MARKUP:
      g_value_set_boolean (value, foyer_note_get_has_markup (self));
      break;
    case PROP_AUTHOR_ID:
      g_value_set_int64 (value, self->author_id);
      break;
    case PROP_CREATED:
      g_value_set_int64 (value, self->created);
      break;
    case PROP_MODIFIED:
      g_value_set_int64 (value, self->modified);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
foyer_note_finalize (GObject *object)
{
  FoyerNote *self = FOYER_NOTE (object);

  g_free (self->source);
  g_free (self->text);
  G_OBJECT_CLASS (foyer_note_parent_class)->finalize (object);
}

static void
foyer_note_class_init (FoyerNoteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = foyer_note_get_property;
  object_class->finalize = foyer_note_finalize;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_LEAD_ID] = g_param_spec_int64 ("lead-id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_HAS_MARKUP] = g_param_spec_boolean ("has-markup", NULL, NULL, FALSE, flags);
  properties[PROP_AUTHOR_ID] = g_param_spec_int64 ("author-id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_CREATED] = g_param_spec_int64 ("created", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_MODIFIED] = g_param_spec_int64 ("modified", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
foyer_note_init (FoyerNote *self)
{
}

/**
 * foyer_note_new:
 * @id: the platform's, 0 for one that is not there yet
 * @source: as the platform holds it, which may be HTML
 * @author_id: a user's id, 0 for unknown
 */
FoyerNote *
foyer_note_new (gint64 id, gint64 lead_id, const char *source, gint64 author_id, gint64 created, gint64 modified)
{
  FoyerNote *self = g_object_new (FOYER_TYPE_NOTE, NULL);

  self->id = id;
  self->lead_id = lead_id;
  self->source = g_strdup (source != NULL ? source : "");
  self->text = foyer_markup_to_text (source);
  self->author_id = author_id;
  self->created = MAX (created, 0);
  self->modified = MAX (modified, 0);
  return self;
}

gint64
foyer_note_get_id (FoyerNote *self)
{
  g_return_val_if_fail (FOYER_IS_NOTE (self), 0);
  return self->id;
}

gint64
foyer_note_get_lead_id (FoyerNote *self)
{
  g_return_val_if_fail (FOYER_IS_NOTE (self), 0);
  return self->lead_id;
}

/**
 * foyer_note_get_source:
 *
 * Returns: what the platform holds, HTML and all: for comparing, never for showing
 */
const char *
foyer_note_get_source (FoyerNote *self)
{
  g_return_val_if_fail (FOYER_IS_NOTE (self), NULL);
  return self->source;
}

/**
 * foyer_note_get_text:
 *
 * Returns: the note as plain text
 */
const char *
foyer_note_get_text (FoyerNote *self)
{
  g_return_val_if_fail (FOYER_IS_NOTE (self), NULL);
  return self->text;
}

/**
 * foyer_note_get_has_markup:
 *
 * Returns: whether writing the plain text back would lose something
 */
gboolean
foyer_note_get_has_markup (FoyerNote *self)
{
  g_return_val_if_fail (FOYER_IS_NOTE (self), FALSE);
  return foyer_markup_is_in (self->source);
}

gint64
foyer_note_get_author_id (FoyerNote *self)
{
  g_return_val_if_fail (FOYER_IS_NOTE (self), 0);
  return self->author_id;
}

gint64
foyer_note_get_created (FoyerNote *self)
{
  g_return_val_if_fail (FOYER_IS_NOTE (self), 0);
  return self->created;
}

gint64
foyer_note_get_modified (FoyerNote *self)
{
  g_return_val_if_fail (FOYER_IS_NOTE (self), 0);
  return self->modified;
}

/**
 * foyer_note_to_variant:
 *
 * Returns: (transfer floating): the note, for the disk; not its lead
 */
GVariant *
foyer_note_to_variant (FoyerNote *self)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  g_return_val_if_fail (FOYER_IS_NOTE (self), NULL);

  g_variant_dict_insert (&dict, "id", "x", self->id);
  g_variant_dict_insert (&dict, "text", "s", self->source);
  g_variant_dict_insert (&dict, "author", "x", self->author_id);
  g_variant_dict_insert (&dict, "created", "x", self->created);
  g_variant_dict_insert (&dict, "modified", "x", self->modified);
  return g_variant_dict_end (&dict);
}

/**
 * foyer_note_new_from_variant:
 * @variant: as foyer_note_to_variant() made it, an `a{sv}`; what is not understood is passed over
 *
 * Returns: (transfer full): the note
 */
FoyerNote *
foyer_note_new_from_variant (gint64 lead_id, GVariant *variant)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (variant);
  gint64 id = 0, author = 0, created = 0, modified = 0;
  const char *text = NULL;

  g_variant_dict_lookup (&dict, "id", "x", &id);
  g_variant_dict_lookup (&dict, "text", "&s", &text);
  g_variant_dict_lookup (&dict, "author", "x", &author);
  g_variant_dict_lookup (&dict, "created", "x", &created);
  g_variant_dict_lookup (&dict, "modified", "x", &modified);
  return foyer_note_new (id, lead_id, text, author, created, modified);
}
