/* SPDX-License-Identifier: GPL-3.0-or-later */
/* HTML as plain text: elements dropped, blocks on lines of their own, entities decoded once. */

#include "foyer-markup.h"

#include "foyer-text.h"

#include <string.h>

static const struct
{
  const char *name;
  gunichar character;
} entities[] = {
  { "amp", '&' },      { "lt", '<' },       { "gt", '>' },       { "quot", '"' },      { "apos", '\'' },
  { "nbsp", ' ' },     { "euro", 0x20AC },  { "pound", 0xA3 },   { "hellip", 0x2026 }, { "ndash", 0x2013 },
  { "mdash", 0x2014 }, { "lsquo", 0x2018 }, { "rsquo", 0x2019 }, { "ldquo", 0x201C },  { "rdquo", 0x201D },
  { "bull", 0x2022 },  { "copy", 0xA9 },    { "reg", 0xAE },     { "deg", 0xB0 },      { "eacute", 0xE9 },
  { "egrave", 0xE8 },  { "auml", 0xE4 },    { "ouml", 0xF6 },    { "uuml", 0xFC },     { "szlig", 0xDF },
};

/* What begins and ends a line. */
static const char *const blocks[] = { "br",         "p",  "div", "li", "ul", "ol", "tr", "table",
                                      "blockquote", "h1", "h2",  "h3", "h4", "h5", "h6" };

/* What is not for reading, up to its end. */
static const char *const hidden[] = { "script", "style", "head", "title" };

static gboolean
is_one_of (const char *const *names, gsize n_names, const char *name, gsize length)
{
  for (gsize i = 0; i < n_names; i++)
    if (strlen (names[i]) == length && g_ascii_strncasecmp (names[i], name, length) == 0)
      return TRUE;
  return FALSE;
}

static gsize
read_entity (const char *text, gunichar *character)
{
  const char *end = memchr (text, ';', strnlen (text, 12));
  gsize length;

  if (end == NULL)
    return 0;
  length = end - text - 1;
  if (text[1] == '#')
    {
      gboolean hex = text[2] == 'x' || text[2] == 'X';
      guint64 number = g_ascii_strtoull (text + (hex ? 3 : 2), NULL, hex ? 16 : 10);

      if (number == 0 || number > 0x10FFFF || !g_unichar_validate ((gunichar) number))
        return 0;
      *character = (gunichar) number;
      return end + 1 - text;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    if (strlen (entities[i].name) == length && strncmp (entities[i].name, text + 1, length) == 0)
      {
        *character = entities[i].character;
        return end + 1 - text;
      }
  return 0;
}

static const char *const formatting[] = {
  "a",      "b",   "body", "code",  "em", "font", "html",  "i", "img", "pre",    "s",    "small", "span",
  "strong", "sub", "sup",  "tbody", "td", "th",   "thead", "u", "hr",  "center", "meta", "link",
};

/* "<fixed>" is no element of HTML but what a person typed. */
static gboolean
is_element (const char *name, gsize length)
{
  return is_one_of (blocks, G_N_ELEMENTS (blocks), name, length)
         || is_one_of (hidden, G_N_ELEMENTS (hidden), name, length)
         || is_one_of (formatting, G_N_ELEMENTS (formatting), name, length);
}

/* How much of a text is looked through in vain for the ends of tags, in bytes. */
#define PATIENCE (1024 * 1024)

/* The length of the tag of an element at TEXT, a comment among them, or 0 when this is a "less than"; so is every one
 * when *N_WASTED bytes were looked through for ends that are not there: a text may be made of beginnings. */
static gsize
read_tag (const char *text, const char **name, gsize *name_length, gboolean *is_end, gsize *n_wasted)
{
  const char *p = text + 1;
  char quote = '\0';

  if (strncmp (text, "<!--", 4) == 0) /* g_str_has_prefix () measures the whole text */
    {
      const char *end = strstr (text + 4, "-->");

      *name_length = 0;
      return end != NULL ? (gsize) (end + 3 - text) : strlen (text);
    }
  *is_end = *p == '/';
  if (*is_end || *p == '!')
    p++;
  if (!g_ascii_isalpha (*p))
    return 0;
  *name = p;
  while (g_ascii_isalnum (*p))
    p++;
  *name_length = p - *name;
  /* A name with something else behind it is no element: "<fixed, or so". */
  if ((*p != '>' && *p != '/' && !g_ascii_isspace (*p)) || !is_element (*name, *name_length) || *n_wasted > PATIENCE)
    return 0;
  for (; *p != '\0' && (quote != '\0' || *p != '>'); p++)
    if (quote != '\0')
      quote = *p == quote ? '\0' : quote;
    else if (*p == '"' || *p == '\'')
      quote = *p;
  if (*p == '>')
    return p + 1 - text;
  *n_wasted += p - text;
  return 0;
}

static void
end_line (GString *text)
{
  while (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, '\n');
}

/* What has no end hides nothing: it was typed. */
static const char *
skip_hidden (const char *text, const char *name, gsize length, gsize *n_wasted)
{
  if (*n_wasted > PATIENCE)
    return text;
  for (const char *p = strchr (text, '<'); p != NULL; p = strchr (p + 1, '<'))
    if (p[1] == '/' && g_ascii_strncasecmp (p + 2, name, length) == 0)
      return p;
  *n_wasted += strlen (text);
  return text;
}

/* What says something by its attributes: where a link goes, which picture it is. */
static const char *const telling[] = { "a", "img" };

/* Whether there is nothing between P and END but attributes: "<i would say>" is what a person typed. */
static gboolean
are_attributes (const char *p, const char *end)
{
  while (p < end && (g_ascii_isspace (*p) || *p == '/'))
    p++;
  while (p < end)
    {
      const char *name = p;
      char quote;

      while (p < end && (g_ascii_isalnum (*p) || *p == '-' || *p == ':' || *p == '_'))
        p++;
      if (p == name || p == end || *p != '=')
        return FALSE;
      quote = *++p;
      if (quote == '"' || quote == '\'')
        {
          p = memchr (p + 1, quote, end - p - 1);
          if (p == NULL)
            return FALSE;
          p++;
        }
      else
        while (p < end && !g_ascii_isspace (*p))
          p++;
      while (p < end && (g_ascii_isspace (*p) || *p == '/'))
        p++;
    }
  return TRUE;
}

/**
 * foyer_markup_get_wrapping:
 * @text: a place in a text of the platform
 * @n_wasted: (inout): 0 at the beginning of a text; what is kept between its places, so that a text of beginnings
 * without an end is not looked through from each
 *
 * Returns: the bytes of the tag that begins there, of an element of HTML that says nothing itself: 0 where none does
 */
gsize
foyer_markup_get_wrapping (const char *text, gsize *n_wasted)
{
  const char *name = NULL;
  gsize name_length = 0, length;
  gboolean is_end = FALSE;

  length = *text == '<' ? read_tag (text, &name, &name_length, &is_end, n_wasted) : 0;
  if (length == 0 || name_length == 0 || is_one_of (hidden, G_N_ELEMENTS (hidden), name, name_length)
      || (!is_end && is_one_of (telling, G_N_ELEMENTS (telling), name, name_length)))
    return 0;
  return are_attributes (name + name_length, text + length - 1) ? length : 0;
}

/**
 * foyer_markup_is_in:
 * @source: (nullable): a text of the platform
 *
 * Returns: whether there is HTML in it
 */
gboolean
foyer_markup_is_in (const char *source)
{
  const char *name = NULL;
  gsize length = 0, n_wasted = 0;
  gboolean is_end = FALSE;

  for (const char *p = source != NULL ? strchr (source, '<') : NULL; p != NULL; p = strchr (p + 1, '<'))
    if (read_tag (p, &name, &length, &is_end, &n_wasted) > 0)
      return TRUE;
  return FALSE;
}

/**
 * foyer_markup_to_text:
 * @source: (nullable): a text of the platform, with or without HTML
 *
 * Returns: (transfer full): what a person reads of it
 */
char *
foyer_markup_to_text (const char *source)
{
  gboolean is_markup = foyer_markup_is_in (source);
  g_autoptr (GString) text = g_string_new (NULL);
  gsize n_wasted = 0;

  for (const char *p = source != NULL ? source : ""; *p != '\0';)
    {
      const char *name = NULL;
      gsize name_length = 0, length = 0;
      gboolean is_end = FALSE;
      gunichar character = 0;

      if (*p == '<')
        length = read_tag (p, &name, &name_length, &is_end, &n_wasted);
      if (length > 0)
        {
          p += length;
          if (!is_end && is_one_of (hidden, G_N_ELEMENTS (hidden), name, name_length))
            p = skip_hidden (p, name, name_length, &n_wasted);
          else if (is_one_of (blocks, G_N_ELEMENTS (blocks), name, name_length))
            end_line (text);
          if (!is_end && is_one_of ((const char *const[]) { "li" }, 1, name, name_length))
            g_string_append (text, "• ");
          continue;
        }
      length = *p == '&' ? read_entity (p, &character) : 0;
      if (length > 0)
        {
          g_string_append_unichar (text, character);
          p += length;
        }
      else if (is_markup && g_ascii_isspace (*p))
        {
          if (text->len > 0 && !g_ascii_isspace (text->str[text->len - 1]))
            g_string_append_c (text, ' ');
          p++;
        }
      else
        g_string_append_c (text, *p++);
    }
  return foyer_text_clean (text->str, TRUE);
}
