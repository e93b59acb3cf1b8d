import type { DetailBlock, ProductDetail, Video } from "@banyan/contract";
import { ScrollView, View } from "@tarojs/components";
import { useState } from "react";
import { Film } from "@/design/film/film.tsx";
import { Picture } from "@/design/picture/picture.tsx";
import "./detail.scss";

/** The story of a product: what customers had made of it, then the operator's blocks. */
export function Detail({ product }: { product: ProductDetail }) {
  return (
    <View>
      {product.cases.length > 0 && (
        <View className="product-detail">
          <View className="product-detail__title">客户案例</View>
          {product.cases.map(({ title, story, pictures }) => (
            <View key={title} className="product-case">
              <CasePictures pictures={pictures} title={title} />
              <View className="product-case__title">{title}</View>
              <View className="product-case__story">{story}</View>
            </View>
          ))}
        </View>
      )}
      {product.detail.length > 0 && (
        <View className="product-detail">
          <View className="product-detail__title">商品详情</View>
          {product.detail.map((block, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a loaded product never move
            <Block key={at} block={block} />
          ))}
        </View>
      )}
    </View>
  );
}

/** One picture fills the width; several stand in a row that scrolls. */
function CasePictures({ pictures, title }: { pictures: readonly string[]; title: string }) {
  const [first, ...others] = pictures;
  if (first === undefined) return null;
  if (others.length === 0) {
    return (
      <View className="product-case__picture">
        <Picture src={first} ratio={1.6} alt={title} />
      </View>
    );
  }
  return (
    <ScrollView className="product-case__scroll" scrollX enhanced showScrollbar={false}>
      <View className="product-case__rail">
        {pictures.map((picture) => (
          <View key={picture} className="product-case__one">
            <Picture src={picture} ratio={1.25} alt={title} />
          </View>
        ))}
      </View>
    </ScrollView>
  );
}

/** A picture pair, a film or a list of points stands among words and pictures; a kind that a newer shop may send is passed over. */
function Block({ block }: { block: DetailBlock }) {
  if (block.kind === "pair") {
    return (
      <View className="product-detail__pair">
        <View className="product-detail__side">
          <Picture src={block.pictures[0]} />
        </View>
        <View className="product-detail__side">
          <Picture src={block.pictures[1]} />
        </View>
      </View>
    );
  }
  if (block.kind === "video") return <DetailFilm film={block.video} />;
  if (block.kind === "list") {
    return (
      <View className="product-detail__list">
        {block.items.map((item) => (
          <View key={item} className="product-detail__item">
            {item}
          </View>
        ))}
      </View>
    );
  }
  if (block.kind === "heading") return <View className="product-detail__heading">{block.text}</View>;
  if (block.kind === "text") return <View className="product-detail__text">{block.text}</View>;
  if (block.kind === "picture") {
    return (
      <View className="product-detail__picture">
        <Picture src={block.picture} alt={block.caption ?? ""} />
        {block.caption !== undefined && block.caption !== "" && (
          <View className="product-detail__caption">{block.caption}</View>
        )}
      </View>
    );
  }
  if (block.kind !== "facts") return null;
  return (
    <View className="product-facts">
      {block.rows.map(([name, value]) => (
        <View key={name} className="product-facts__row">
          <View className="product-facts__name">{name}</View>
          <View className="product-facts__value">{value}</View>
        </View>
      ))}
    </View>
  );
}

/** Upright films would fill more than a screen: those are shown in a square. */
function DetailFilm({ film }: { film: Video }) {
  const [playing, setPlaying] = useState(false);
  return (
    <View className="product-detail__film">
      <Film
        film={film}
        label="商品详情"
        ratio={Math.max(1, film.width / film.height)}
        playing={playing}
        onPlay={() => setPlaying(true)}
        onEnd={() => setPlaying(false)}
      />
    </View>
  );
}
