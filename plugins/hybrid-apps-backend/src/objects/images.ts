/** The tag of an image, which a digest may follow; a port stands in the registry's name. */
export const imageTag = (image: string | undefined): string | undefined =>
  /:([^/:]+)$/.exec(image?.split('@')[0] ?? '')?.[1];
